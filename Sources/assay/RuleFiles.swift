import Inputs
import RuleSets

/// Files of rule sets on disk.
enum RuleFiles {
  /// Bytes of a rule file at most: a larger one is not a rule file.
  private static let byteLimit = 8 << 20

  /// The bytes of the file at `path`: of one file, as what is in others would not be heeded.
  static func read(_ path: String) throws(RuleSetReadError) -> [UInt8] {
    ReadFiles.note(path)
    let input = path == "-" ? InputList(arguments: [path]).inputs : [InputPath(path)]
    do throws(InputError) {
      var documents = InputSequence(input)
      guard let source = try documents.next() else { return [] }
      if path != "-", source.name != path {
        throw InputError(.unsupported("an archive, not a file by itself"), in: path)
      }
      return try source.bytes(limit: byteLimit)
    } catch {
      throw RuleSetReadError(error.message)
    }
  }
}

extension ByteSource {
  /// All bytes, or an error when there are more than `limit`.
  func bytes(limit: Int) throws(InputError) -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let result = piece.withUnsafeMutableBytes { buffer in
        Result { () throws(InputError) in try read(into: buffer) }
      }
      let count = try result.get()
      if count == 0 { return bytes }
      bytes += piece[..<count]
      if bytes.count > limit { throw InputError(.unsupported("a text of more than \(limit) bytes"), in: name) }
    }
  }
}
