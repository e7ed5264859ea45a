// swift-tools-version: 6.2
import PackageDescription

/// What every Swift target is built with.
/// With the flag, types such as `Set<Kind>` are made from parts that the compiler names. Without, the first use of each
/// looks through all conformances of the program for that of `Kind`: half a millisecond for all that a run needs.
let plain: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
  .unsafeFlags(
    ["-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors"], .when(configuration: .release)),
]

/// Targets whose small functions are called a million times a second from other targets: without this flag
/// the compiler inlines none of them there.
/// The checks of exclusive access at run time go too; those of the compiler stay, and debug builds have both.
let hot: [SwiftSetting] =
  plain + [
    .unsafeFlags(
      ["-cross-module-optimization", "-enforce-exclusivity=unchecked"], .when(configuration: .release))
  ]

/// Targets that hold pointers: every unsafe use is marked as such.
let hotWithPointers: [SwiftSetting] = hot + [.strictMemorySafety()]
let withPointers: [SwiftSetting] = plain + [.strictMemorySafety()]

// Linux has the headers of libyaml where every compiler looks. What pkg-config says would go before `startsSooner`.
#if os(Linux)
  let yaml: String? = nil
#else
  let yaml: String? = "yaml-0.1"
#endif

/// How the tool is linked on Linux. Editors and hooks start it all day, so loading counts: a fifth of a small run without.
///
/// - Archives in place of shared libraries, where Debian has them: to load libstdc++ alone takes half a millisecond.
/// - No table of names for other libraries to link to: nobody does, and some are looked up at each start.
/// - At a fixed address: else 49,000 addresses in the tables of Swift's types are put right at each start. The price is that
///   whoever finds a way to write where he should not knows where the code lies. What reads exports is Swift, which checks
///   bounds; and heap, stack and the C library stay at random addresses.
let startsSooner: [LinkerSetting] = [
  .unsafeFlags(
    [
      "-L\(Context.packageDirectory)/.ci/archives", "-Xlinker", "--as-needed", "-Xlinker", "--no-export-dynamic",
      "-Xclang-linker", "-static-libgcc", "-Xclang-linker", "-no-pie",
    ], .when(platforms: [.linux], configuration: .release))
]

let package = Package(
  name: "assay",
  products: [.executable(name: "assay", targets: ["assay"])],
  dependencies: [.package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0")],
  targets: [
    // Text and findings: what everything else speaks of.
    .target(name: "SourceText", swiftSettings: hot),
    .testTarget(name: "SourceTextTests", dependencies: ["SourceText"], swiftSettings: plain),

    .target(name: "Findings", dependencies: ["SourceText"], swiftSettings: plain),
    .testTarget(name: "FindingsTests", dependencies: ["Findings"], swiftSettings: plain),

    // Findings that a project has accepted.
    .target(
      name: "Baselines", dependencies: ["Findings", "Inputs", "JSONReading", "SourceText"], swiftSettings: plain),
    .testTarget(
      name: "BaselinesTests", dependencies: ["Baselines", "Findings", "SourceText", "TestSupport"], swiftSettings: plain
    ),

    // JSON: bytes to structural index to nodes.
    .target(name: "CJSONIndex"),
    .target(name: "JSONReading", dependencies: ["CJSONIndex", "SourceText"], swiftSettings: hotWithPointers),
    .testTarget(
      name: "JSONReadingTests", dependencies: ["JSONReading", "SourceText", "TestSupport"], swiftSettings: plain),

    // Changes of JSON texts that leave all other bytes as they are.
    .target(name: "JSONEditing", dependencies: ["JSONReading", "SourceText"], swiftSettings: plain),
    .testTarget(
      name: "JSONEditingTests", dependencies: ["JSONEditing", "JSONReading", "SourceText"], swiftSettings: plain),

    // YAML: rule sets, format definitions and configuration.
    .systemLibrary(name: "CYAML", pkgConfig: yaml, providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .target(name: "YAMLReading", dependencies: ["CYAML", "SourceText"], swiftSettings: withPointers),
    .testTarget(name: "YAMLReadingTests", dependencies: ["YAMLReading"], swiftSettings: plain),

    // The languages inside a rule set.
    .target(name: "CRegex", linkerSettings: [.linkedLibrary("re2")]),
    .target(name: "LinearRegex", dependencies: ["CRegex"], swiftSettings: withPointers),
    .testTarget(name: "LinearRegexTests", dependencies: ["LinearRegex"], swiftSettings: plain),

    .target(name: "JSONPath", dependencies: ["JSONReading", "LinearRegex", "SourceText"], swiftSettings: hot),
    .testTarget(name: "JSONPathTests", dependencies: ["JSONPath", "TestSupport"], swiftSettings: plain),

    // Credentials in texts: found for rules, hidden in reports.
    .target(name: "Secrets", swiftSettings: hot),
    .testTarget(name: "SecretsTests", dependencies: ["Secrets"], swiftSettings: plain),

    .target(name: "CMetaSchemas"),
    .target(
      name: "JSONSchema", dependencies: ["CMetaSchemas", "JSONReading", "LinearRegex", "SourceText"],
      swiftSettings: hot),
    .testTarget(
      name: "JSONSchemaTests",
      dependencies: ["JSONReading", "JSONSchema", "LinearRegex", "SourceText", "TestSupport"],
      swiftSettings: plain),

    .target(name: "CEL", dependencies: ["JSONReading", "LinearRegex", "Secrets", "SourceText"], swiftSettings: hot),
    .testTarget(name: "CELTests", dependencies: ["CEL", "TestSupport"], swiftSettings: plain),

    // Rule sets: YAML to a program.
    .target(name: "CBuiltInRules"),
    .target(
      name: "RuleSets",
      dependencies: [
        "CBuiltInRules", "CEL", "Findings", "JSONPath", "JSONReading", "JSONSchema", "LinearRegex", "SourceText",
        "Threads",
        "YAMLReading",
      ], swiftSettings: plain),
    .testTarget(
      name: "RuleSetsTests",
      dependencies: ["CEL", "Findings", "JSONReading", "RuleSets", "SourceText", "TestSupport", "YAMLReading"],
      swiftSettings: plain),

    // Locks and threads.
    .target(name: "CThreads"),
    .target(name: "Threads", dependencies: ["CThreads"], swiftSettings: withPointers),
    .testTarget(name: "ThreadsTests", dependencies: ["CThreads", "Threads"], swiftSettings: plain),

    // Inputs: files, streams and containers to windows of whole records.
    .target(name: "CInflate", linkerSettings: [.linkedLibrary("isal")]),
    .target(name: "CZstd", linkerSettings: [.linkedLibrary("zstd")]),
    .target(
      name: "Inputs", dependencies: ["CInflate", "CZstd", "Findings", "JSONReading", "SourceText", "Threads"],
      swiftSettings: hotWithPointers),
    .testTarget(
      name: "InputsTests", dependencies: ["Findings", "Inputs", "JSONReading", "SourceText", "TestSupport"],
      swiftSettings: plain),

    // Judging and reporting.
    .target(
      name: "Engine",
      dependencies: [
        "CEL", "Findings", "Inputs", "JSONEditing", "JSONPath", "JSONReading", "JSONSchema", "RuleSets", "Secrets",
        "SourceText", "Threads",
      ],
      swiftSettings: hotWithPointers),
    .testTarget(
      name: "EngineTests",
      dependencies: [
        "CEL", "Engine", "Findings", "Inputs", "JSONReading", "Reporters", "RuleSets", "SourceText", "TestSupport",
      ],
      swiftSettings: plain),

    // Two exports beside each other.
    .target(
      name: "Comparison",
      dependencies: ["Engine", "Findings", "Inputs", "JSONReading", "RuleSets", "Secrets", "SourceText"],
      swiftSettings: plain),
    .testTarget(
      name: "ComparisonTests",
      dependencies: [
        "CEL", "Comparison", "Engine", "Findings", "Inputs", "JSONReading", "RuleSets", "SourceText", "TestSupport",
      ],
      swiftSettings: plain),
    // Fixing whole files.
    .target(
      name: "Fixes",
      dependencies: ["CEL", "Engine", "Findings", "Inputs", "JSONEditing", "JSONReading", "RuleSets", "SourceText"],
      swiftSettings: withPointers),
    .testTarget(
      name: "FixesTests",
      dependencies: [
        "CEL", "Engine", "Findings", "Fixes", "Inputs", "JSONEditing", "JSONReading", "RuleSets", "SourceText",
        "TestSupport",
      ], swiftSettings: plain),

    .target(name: "CReportPage"),
    .target(
      name: "Reporters", dependencies: ["CReportPage", "Findings", "Secrets", "SourceText"],
      exclude: ["Schemas", "HTML/page.css", "HTML/page.js"], swiftSettings: plain),
    .testTarget(name: "ReportersTests", dependencies: ["Reporters", "TestSupport"], swiftSettings: plain),

    .executableTarget(
      name: "assay",
      dependencies: [
        "Baselines", "CEL", "Comparison", "Engine", "Findings", "Fixes", "Inputs", "JSONEditing", "JSONPath",
        "JSONReading", "Reporters", "RuleSets", "SourceText",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: plain, linkerSettings: startsSooner),
    .testTarget(
      name: "assayTests",
      dependencies: [
        "Engine", "Findings", "TestSupport", "YAMLReading", "assay",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: plain),

    // Speed, beside simdjson's on the same files.
    .target(
      name: "CBenchmarkReference", path: "Tests/Benchmarks/Reference", linkerSettings: [.linkedLibrary("simdjson")]),
    .executableTarget(name: "emptyprogram", path: "Tests/Benchmarks/Empty", swiftSettings: plain),
    .executableTarget(
      name: "benchmarks",
      dependencies: [
        "CBenchmarkReference", "CEL", "emptyprogram", "Engine", "Findings", "Inputs", "JSONReading", "JSONSchema",
        "Reporters", "RuleSets", "Threads",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], path: "Tests/Benchmarks/Runner", exclude: ["five.yaml", "full.schema.json"], swiftSettings: plain),

    // What several test targets share: where the suites lie, how the built tool is run.
    .target(name: "TestSupport", dependencies: ["SourceText"], path: "Tests/TestSupport", swiftSettings: plain),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c2x,
  cxxLanguageStandard: .cxx17
)
