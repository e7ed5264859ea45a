import RuleSets
import Testing

@Suite struct CISystemTests {
  @Test(
    arguments: [
      ([:], []), (["CI": "true"], [.ci]), (["CI": "true", "GITHUB_ACTIONS": "true"], [.github, .ci]),
      (["GITLAB_CI": "1"], [.gitlab]), (["JENKINS_URL": "https://ci.example.com/"], [.jenkins]),
      (["CI": "false", "GITHUB_ACTIONS": "", "GITLAB_CI": "0"], []),
    ] as [([String: String], [CISystem])])
  func `the environment tells where a run is`(environment: [String: String], systems: [CISystem]) {
    #expect(CISystem.present { environment[$0] } == systems)
  }
}
