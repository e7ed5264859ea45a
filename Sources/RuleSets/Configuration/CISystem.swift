/// Where a run is, as far as it matters to the reports it makes.
public enum CISystem: String, CaseIterable, Sendable {
  case github, gitlab, jenkins
  /// Any other.
  case ci

  /// The variable of the environment that tells it.
  var variable: String {
    switch self {
    case .github: "GITHUB_ACTIONS"
    case .gitlab: "GITLAB_CI"
    case .jenkins: "JENKINS_URL"
    case .ci: "CI"
    }
  }

  /// What the key of this name is for.
  var about: String {
    switch self {
    case .github: "In GitHub's workflows: GITHUB_ACTIONS is set."
    case .gitlab: "In GitLab's pipelines: GITLAB_CI is set."
    case .jenkins: "In Jenkins: JENKINS_URL is set."
    case .ci: "In any other continuous integration: CI is set."
    }
  }

  /// The systems that the environment tells, the most special one first. A variable that is empty, `0` or `false` counts
  /// as not set: people switch `CI` off like that.
  public static func present(in environment: (String) -> String?) -> [CISystem] {
    allCases.filter { system in
      guard let value = environment(system.variable) else { return false }
      return !["", "0", "false"].contains(value)
    }
  }
}
