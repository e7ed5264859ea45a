import Findings

/// The keys of rule sets and format definitions, but for those of the checks, which are in `Checks`.
enum RuleSetKeys {
  /// Of a rule set.
  static let ruleSet = FileKeys([
    FileKey("ruleset", .text, "The name of the rule set: team/ingest.", isRequired: true),
    FileKey("description", .text, "What the rule set is for."),
    FileKey("format", .text, "The format definition: a built-in name such as ango, or a path relative to this file."),
    FileKey(
      "extends", .listOrOne(.text),
      "Rule sets whose rules are inherited: built-in names or paths relative to this file."),
    FileKey("params", .names(.mapping(parameter)), "Parameters of the rules; --param NAME=VALUE sets them for a run."),
    FileKey(
      "rules", .names(.either([.word(severities), .mapping(rule)]), pattern: ruleIDPattern),
      "Rules by id: new ones, and changes to inherited ones."),
    FileKey(
      "overrides", .list(.mapping(override)),
      "Other severities for some of the records; of several, the last one counts."),
  ])

  /// Of a parameter.
  static let parameter = FileKeys([
    FileKey("default", .anything, "The value when nobody sets another one of the same type.", isRequired: true),
    FileKey("description", .text, "What the parameter means, with its unit."),
  ])

  /// Of a rule, a new one or a change to an inherited one.
  static let rule = FileKeys(
    [
      FileKey("title", .text, "A headline: what holds when the rule is kept."),
      FileKey(
        "on", .listOrOne(.text),
        "What the rule is about: a subject of the format, a JSONPath (RFC 9535), or a list of JSONPaths."),
      FileKey("where", .expression, "The rule applies where this is true."),
      FileKey("severity", .word(severities), "How much a finding matters; off only for inherited rules."),
      FileKey("message", .text, "What a finding says; {…} holds an expression."),
      FileKey("at", .expression, "Where a finding points to."),
      FileKey("fix", .mapping(FixDraft.keys), "How what the rule finds is put right, by assay fix."),
      FileKey("why", .text, "What goes wrong when the rule is broken."),
      FileKey("docs", .text, "An address with more."),
      FileKey("tags", .listOrOne(.text), "Words to choose rules by."),
      FileKey("examples", .either([.mapping(examples), .nothing]), "Records, run by assay test."),
      FileKey("params", .names(.anything), "Values that parameters have for this rule."),
      FileKey(
        "masked", .yes, "The value at the place of a finding is a secret: reports hide it, unless told --reveal."),
      FileKey(
        "on_error", .word(OnError.words.map(\.0)), "What it means that an expression errs; incomplete unless told."),
    ] + CheckKinds.all.flatMap { [$0.key] + $0.companions + $0.options },
    choice: FileKeys.Choice(
      variants: CheckKinds.all.map { kind in
        FileKeys.Variant(
          name: kind.key.name, companions: kind.companions.map { $0.name },
          options: kind.options.map { $0.name }, excluded: kind.excludedKeys)
      }, otherwise: changeable))

  /// What an inherited rule can be given anew.
  static let changeable = ["severity", "message", "params", "title", "why", "docs"]

  /// Of the examples of a rule.
  static let examples = FileKeys([
    FileKey(
      "ontology", .anything,
      "The category schema beside the records. Without it, the examples of a rule about the ontology are such schemas."),
    FileKey("valid", .list(.anything), "Records, or lists of records, in which the rule finds nothing."),
    FileKey("invalid", .list(.anything), "Records, or lists of records, in each of which the rule finds something."),
    FileKey(
      "fixed", .list(.anything),
      "What the rule's fix makes of the invalid examples, in their order; null where it changes nothing."),
    FileKey("now", .text, "The time that the examples are judged at (RFC 3339), for rules that read now."),
  ])

  /// Of an override.
  static let override = FileKeys([
    FileKey("where", .expression, "The override is for records for which this is true.", isRequired: true),
    FileKey(
      "rules", .names(.word(severities), pattern: ruleIDPattern), "Severities by rule.", isRequired: true),
  ])

  /// Of a format definition.
  static let format = FileKeys([
    FileKey("format", .text, "The name of the format.", isRequired: true),
    FileKey("title", .text, "What messages call an export of the format."),
    FileKey("detect", .expression, "Whether a record is of the format; the first record of an input is asked."),
    FileKey(
      "subjects", .names(.listOrOne(.text)), "What rules are about, by name: JSONPaths (RFC 9535) or lists of them.",
      isRequired: true),
    FileKey(
      "ontology", .names(.listOrOne(.text)),
      "What rules are about in the ontology of a run, by name: JSONPaths from its category schema, or lists of them."),
    FileKey("identity", .names(.text), "What identifies a subject: a chain of its members, as in tool.objectId."),
    FileKey(
      "attribution", .mapping(attribution),
      "What findings can be put down to: a chain of members of a subject, as in task.updatedBy, or several; the first "
        + "one that is there counts."),
    FileKey(
      "frame", .list(.text),
      "Width and height of the picture that shapes lie on, which reports draw: chains of members of a subject."),
    FileKey("kinds", .list(.names(.expression)), "Kinds of assets with their tests; the first true one wins."),
    FileKey("schema", .text, "A JSON Schema of records: the members that expressions may name."),
    FileKey(
      "summary", .names(.mapping(ContentKeys.all)), "What reports tell of the contents of an export: counts and sizes."),
    FileKey(
      "records", .either([.word(FormatDraft.recordWords.map(\.0)), .names(.text)]),
      """
      What a record is: an object, or any JSON value; objects unless told. Or the arrays of records that are members of a \
      document, by what their records are called: JSONPaths such as $.images[*].
      """),
    FileKey(
      "layouts", .names(.mapping(layout)),
      "Ways in which records lie, by what `layout` is for rules then; the first whose test is true applies."),
    FileKey(
      "others", .list(.names(.expression)),
      "What is given by mistake, by what messages call it, with tests; the first true one wins."),
  ])

  /// Of a layout of a format definition.
  static let layout = FileKeys([
    FileKey("detect", .expression, "Whether a record lies so; without it, all do that are left."),
    FileKey(
      "rename", .names(.text),
      "What stands in place of the last name of a path: $.task.tools: objects, or $.task: tasks[*]."),
  ])

  /// Of what findings can be put down to.
  static let attribution = FileKeys([
    FileKey("annotator", .listOrOne(.text), "Who made the labels."),
    FileKey("batch", .listOrOne(.text), "What the delivery or the piece of work is called; a list makes several."),
    FileKey("stage", .listOrOne(.text), "How far the work has come."),
    FileKey("class", .listOrOne(.text), "What a label says that something is."),
  ])

  /// The words for severities.
  static let severities = ["off"] + Severity.allCases.map(\.description)

  /// Small letters, digits and hyphens between them.
  static let ruleIDPattern = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$"
}
