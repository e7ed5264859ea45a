import Foundation
@testable import Inputs

/// A folder of its own for one test, removed with it.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("inputs-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file, and the folders it lies in, and returns its path.
  @discardableResult func file(_ name: String, _ content: [UInt8] = []) throws -> String {
    let url = URL(fileURLWithPath: path).appendingPathComponent(name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(content).write(to: url)
    return url.path
  }

  /// Makes a symbolic link.
  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: "\(path)/\(name)", withDestinationPath: target)
  }

  /// A found path without the folder's own.
  func short(_ name: String) -> String {
    name.hasPrefix(path + "/") ? String(name.dropFirst(path.count + 1)) : name
  }
}

/// What one document gave: its bytes as far as they came, and the error behind them.
struct Reading: Equatable {
  var name: String
  var content: [UInt8] = []
  var error: InputError?

  /// Reads a document to its end with a buffer of `size` bytes.
  init(_ document: ByteSource, bufferSize size: Int = 1 << 16) {
    name = document.name
    var buffer = [UInt8](repeating: 0, count: size)
    do throws(InputError) {
      while true {
        let result: Result<Int, InputError> = buffer.withUnsafeMutableBytes { bytes in
          do throws(InputError) { return .success(try document.read(into: bytes)) } catch { return .failure(error) }
        }
        let count = try result.get()
        if count == 0 { return }
        content += buffer[..<count]
      }
    } catch {
      self.error = error
    }
  }

  init(name: String, content: [UInt8] = [], error: InputError? = nil) {
    self.name = name
    self.content = content
    self.error = error
  }

  /// Everything that the sequence of `inputs` gives; a document that cannot be opened is an error without content.
  static func all(_ inputs: [InputPath], bufferSize: Int = 1 << 16) -> (readings: [Reading], skipped: [String]) {
    var documents = InputSequence(inputs)
    var readings: [Reading] = []
    while true {
      do throws(InputError) {
        guard let document = try documents.next() else { return (readings, documents.skipped) }
        readings.append(Reading(document, bufferSize: bufferSize))
      } catch {
        readings.append(Reading(name: error.name, error: error))
      }
    }
  }
}
