import Findings
import Inputs
import JSONReading
public import SourceText

/// What is wrong with the file of a baseline.
public struct BaselineError: Error, Hashable, Sendable {
  /// In one clause.
  public var message: String
  /// Where it stands; `nil` when it is about the whole file.
  public var position: SourcePosition?
}

/// The file of a baseline: a JSON object a line, so that a review shows what was accepted and two branches can each accept
/// something. The first line says what wrote the file; the others are findings, by rule, then by fingerprint.
///
///     {"assayBaseline": 1, "tool": "0.1.0", "ruleSets": [{"name": "ango/recommended", "digest": "sha256:…"}]}
///     {"rule": "box-outside-image", "severity": "error", "fingerprint": "8f…", "count": 2, "identity": "a.jpg", "pointer": "/…"}
///
/// It is read a window at a time, whenever somebody asks: a line in memory is many times as long as what a run needs of it.
public struct BaselineFile: Hashable, Sendable {
  /// The version of the format that this reads and writes.
  public static let version = 1

  /// Bytes of a line at most.
  private static let longestLine = 1 << 20

  /// As the user named it.
  public var path: String

  /// The file at `path`.
  public init(_ path: String) { self.path = path }

  /// Visits the lines from the first to the last. Throws when the file cannot be read or is no baseline.
  func forEach(
    first: (JSONNode) -> Void = { _ in },
    entry visit: (BaselineEntry, JSONNode) throws(BaselineEntry.Problem) -> Void
  ) throws(BaselineError) {
    let reader = JSONReader(limits: JSONLimits(depth: 8, recordByteCount: Self.longestLine))
    let document = try open(limits: reader.limits)
    let window = Window(capacity: DocumentReader.standardWindowByteCount)
    let recordIndex = StructuralIndex()
    var start = SourcePosition.start
    var hasFirst = false
    func error(_ message: String, at offset: Int) -> BaselineError {
      BaselineError(message: message, position: start.advanced(by: window.step(over: 0..<offset)))
    }
    while document.next(into: window) {
      var records = WindowRecords(window, with: reader, recordIndex: recordIndex)
      while let item = records.next() {
        switch item {
        case .record(let node):
          if let twice = reader.ambiguities.first { throw error("a key that occurs twice", at: twice.span.start) }
          do throws(BaselineEntry.Problem) {
            if hasFirst { try visit(BaselineEntry(node), node) } else { try Self.checkFirst(node) }
          } catch let problem {
            throw error(problem.message, at: problem.offset)
          }
          if !hasFirst { first(node) }
          hasFirst = true
        case .unreadable(let problem, _), .broken(let problem, _, _):
          throw error(problem.message, at: problem.offset)
        // Of documents that are one object as a whole.
        case .repeatedMember(let key): throw error("a key that occurs twice", at: key.lowerBound)
        }
      }
      switch window.failure {
      case .input(let problem): throw BaselineError(message: problem.message)
      case .recordTooLarge(let limit): throw error("a line of more than \(limit) bytes", at: window.text.count)
      case nil: break
      }
      start = start.advanced(by: window.step(over: 0..<window.text.count)).advanced(by: window.stepBehind)
    }
    if !hasFirst { throw error(Self.noBaseline, at: 0) }
  }

  private func open(limits: JSONLimits) throws(BaselineError) -> DocumentReader {
    do throws(InputError) {
      var documents = InputSequence([InputPath(path)])
      // Only of a plain file with a size is it sure that it can be read again.
      guard let source = try documents.next(), source.byteCount != nil, source.name == path else {
        throw InputError(.unsupported("a baseline that is no plain file"), in: path)
      }
      return DocumentReader(source, form: .ndjson, limits: limits)
    } catch {
      throw BaselineError(message: error.message)
    }
  }

  private static let noBaseline = "no baseline: its first line would begin with {\"assayBaseline\": \(version)"

  private static func checkFirst(_ node: JSONNode) throws(BaselineEntry.Problem) {
    guard node.kind == .object, let version = node.member("assayBaseline") else {
      throw BaselineEntry.Problem(noBaseline, at: node)
    }
    guard version.integer == Int64(Self.version) else {
      throw BaselineEntry.Problem(
        "a baseline of version \(version.sourceText.prefix(20)); this is for version \(Self.version)", at: version)
    }
    for (key, _) in node.members where !["assayBaseline", "tool", "ruleSets"].contains(key.string ?? "") {
      throw BaselineEntry.Problem("unknown key '\(key.string ?? "")'", at: key)
    }
  }
}
