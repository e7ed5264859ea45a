import Testing

@testable import RuleSets

@Suite struct SchemaAddressTests {
  @Test(arguments: [
    "a.json", "sets/a b.json", "/tmp/a.json", "../a.json", "../../x/é%41:?#.json", ":/a.json",
    String(repeating: "../", count: 16) + "a.json",
  ])
  func `a path and its address lead to one another`(path: String) {
    #expect(SchemaAddress.path(of: SchemaAddress.address(ofPath: path)) == path)
  }

  @Test func `other addresses are no paths`() {
    for address in [
      "https://example.com/a.json", "urn:a", "a.json", "file://host/a.json", "file:///a%00", "file:///%zz",
    ] { #expect(SchemaAddress.path(of: address) == nil) }
  }
}
