import CEL
import Findings
import JSONReading
import RuleSets
import Secrets
import SourceText

// What pictures of findings are drawn from.
extension RecordJudge {
  /// Texts of more bytes are left out.
  private static let subjectLimit = 4096

  /// What a picture shows of a finding about `node` at `target`; `innermost` is the thing around it that has an identity.
  /// Nothing when nobody draws, or when a rule says that its values are secret.
  func evidence(
    of node: JSONNode, around innermost: JSONNode?, at target: Target, _ rule: Program.Rule, in place: RecordPlace
  ) -> Evidence? {
    guard wantsEvidence, !rule.isMasked || place.revealsSecrets else { return nil }
    let thing = innermost ?? node
    var evidence = Evidence()
    if thing.span.count <= Self.subjectLimit {
      evidence.subject = place.revealsSecrets ? thing.sourceText : SecretMask.masked(thing.sourceText)
    }
    if let frame = program.format.frame, let width = side(frame.width, around: node),
      let height = side(frame.height, around: node)
    {
      evidence.frame = Evidence.Frame(width: width, height: height)
    }
    if target.missing.isEmpty { evidence.number = target.node.double }
    return evidence
  }

  /// A side of a picture: a positive number.
  private func side(_ source: Program.Source, around node: JSONNode) -> Double? {
    guard let thing = subjects.node(source.subject, around: node) ?? subjects.only(source.subject),
      let value = source.path.value(from: thing)?.double, value > 0, value.isFinite
    else { return nil }
    return value
  }
}
