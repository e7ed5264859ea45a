import CEL
import Testing

@Suite struct URLTextTests {
  @Test(arguments: [
    (
      "https://User@Media.Example.com:8443/a%20b/x.MP4?v=1#t=3", "https", "media.example.com", "/a%20b/x.MP4", "mp4",
      "v=1"
    ),
    ("HTTP://[::1]:80/a.png", "http", "[::1]", "/a.png", "png", ""),
    ("s3://bucket/scan.NII.gz", "s3", "bucket", "/scan.NII.gz", "nii.gz", ""),
    ("https://h/a.tar.gz?x=/b.png", "https", "h", "/a.tar.gz", "gz", "x=/b.png"),
    ("https://h/a%2Fb%2Ejpg", "https", "h", "/a%2Fb%2Ejpg", "jpg", ""),
    ("https://h/a.b%2Fc", "https", "h", "/a.b%2Fc", "", ""),
    ("https://h", "https", "h", "", "", ""),
    ("https://h?q", "https", "h", "", "", "q"),
    ("folder/x.jpeg?y", "", "", "folder/x.jpeg", "jpeg", "y"),
    (".hidden", "", "", ".hidden", "", ""),
    ("x.", "", "", "x.", "", ""),
    ("", "", "", "", "", ""),
    ("a b: c", "", "", "a b: c", "", ""),
    ("mailto:a@b.c", "mailto", "", "a@b.c", "c", ""),
  ])
  func `reads the parts of a URL`(
    text: String, scheme: String, host: String, path: String, suffix: String, query: String
  ) throws {
    var record = try TestRecord(#"{"u": "\#(text)"}"#)
    for (field, expected) in ["scheme": scheme, "host": host, "path": path, "extension": suffix, "query": query] {
      // Once by a node of its own, once by way of a map.
      #expect(record.answer("url(u).\(field)") == "\"\(expected)\"", "\(field)")
      #expect(record.answer("dyn(url(u)).\(field)") == "\"\(expected)\"", "\(field)")
    }
  }

  @Test func `knows when a link was signed and when it expires`() throws {
    let signed = "https://h/a.png?X-Amz-Date=20250305T081500Z&X-Amz-Expires=120000&X-Amz-Signature=00"
    var record = try TestRecord(#"{"u": "\#(signed)", "v": "https://h/a.png"}"#)
    #expect(record.answer("url(u).signed_at") == "\"2025-03-05T08:15:00Z\"")
    #expect(record.answer("url(u).expires_at") == "\"2025-03-06T17:35:00Z\"")
    #expect(record.answer("url(u).expires_at < timestamp('2025-03-07T00:00:00Z')") == "true")
    #expect(record.answer("[url(u).signed, url(v).signed]") == "[true,false]")
    #expect(record.answer("url(v).expires_at") == "error: no such key: expires_at")
    #expect(record.answer("has(url(v).expires_at) || has(url(u).expires_at)") == "true")
  }

  private func answer(_ field: String, _ url: String) throws -> String {
    var record = try TestRecord(#"{"u": "\#(url)"}"#)
    let direct = record.answer("url(u).\(field)")
    // By way of a map, too.
    #expect(record.answer("dyn(url(u)).\(field)") == direct)
    return direct
  }

  @Test(arguments: [
    ("https://m.example/a", "name"), ("https://8.8.8.8/a", "address"), ("https://[2001:db8::1]/", "address"),
    ("http://localhost:80", "loopback"), ("http://a.LOCALHOST./", "loopback"), ("http://127.9.9.9", "loopback"),
    ("http://127.1/", "loopback"), ("http://2130706433/", "loopback"), ("http://0x7F000001", "loopback"),
    ("http://0177.0.0.1", "loopback"), ("http://00000000000000000127.1", "address"), ("http://[::1]", "loopback"),
    ("http://%6cocalhost/", "loopback"), ("http://10.0.0.1", "private"), ("http://172.16.0.1", "private"),
    ("http://172.32.0.1", "address"), ("http://192.168.0.1:8080/a", "private"), ("http://100.64.0.1", "private"),
    ("http://169.254.169.254", "link-local"), ("http://[fe80::1%25eth0]/", "link-local"),
    ("http://[fd12:3456::1]", "private"), ("http://[::ffff:10.0.0.1]", "private"), ("http://[::ffff:a00:1]", "private"),
    ("http://[64:ff9b::7f00:1]", "loopback"), ("http://0.0.0.0", "unspecified"), ("http://[::]", "unspecified"),
    ("http://minio/a", "local"), ("http://nas.local", "local"), ("http://a.home.arpa.", "local"),
    ("http://alocal.example", "name"), ("http://1.2.3.4.5", "name"), ("http://256.1.1.1", "name"),
    ("http://[::1", "name"), ("http://[1:2:3:4:5:6:7:8:9]", "name"), ("http://[1:2:3:4:5:6:7:8]", "address"),
    ("http://[1::2::3]", "name"), ("http://[1:2]", "name"), ("http://[1:]", "name"), ("http://[12345::]", "name"),
    ("http://[1::]", "address"), ("a.jpg", ""), ("file:///a", ""), ("https:///a", ""),
  ])
  func `tells from where a host can be reached`(url: String, expected: String) throws {
    #expect(try answer("host_kind", url) == "\"\(expected)\"")
  }

  @Test(arguments: [
    ("https://u@m.example:80/a%20b;c=[1]?d={e", "'{', which is not encoded"), ("https://m.example/a?b#c", ""),
    ("https://m.example/[1]?a[]=b", ""), ("a.jpg", "no scheme"), ("//m.example/a", "no scheme"),
    ("mailto:a@b.c", "no host"),
    ("https://", "no host"), ("https://u@/", "no host"), ("https://h/a b", "a blank"),
    ("https://h/\\t", "a control character"),
    ("https://h/é", "'é', which is not encoded"), ("https://h/🦊", "'🦊', which is not encoded"),
    ("https://h/100%", "'%' without two hexadecimal digits behind it"),
    ("https://h/%", "'%' without two hexadecimal digits behind it"),
    ("https://h/%zz", "'%' without two hexadecimal digits behind it"), ("https://h:80x/", "a port that is no number"),
    ("https://h:/", ""), ("https://[::g]/", "a host that is no IPv6 address"),
    ("https://[::1]x/", "a port that is no number"),
    ("https://a@b@h/", "'@' or a bracket in its user name, which is not encoded"),
    ("https://u[x]@h/", "'@' or a bracket in its user name, which is not encoded"),
    ("https://a]b/", "a bracket in its host"), ("https://h/a#b#c", "a second '#'"), ("https://h/a@b#c", ""),
    ("https://u:p@[::1]/", ""), ("https://[::ffff:10.0.0.1]/", ""),
    ("https://[::0x7f.0.0.1]/", "a host that is no IPv6 address"),
    ("https://[::ffff:010.0.0.1]/", "a host that is no IPv6 address"),
    ("https://[::ffff:10.0.0.256]/", "a host that is no IPv6 address"),
  ])
  func `tells what is wrong with how a URL is written`(url: String, expected: String) throws {
    #expect(try answer("fault", url) == "\"\(expected)\"")
  }

  /// A signature of Version 4 of which each part can be another.
  private static func signed(
    _ family: String = "X-Amz", algorithm: String = "AWS4-HMAC-SHA256",
    credential: String = "AKIA%2F20250305%2Feu%2Fs3%2Faws4_request", date: String = "20250305T081500Z",
    expires: String = "120000", signature: String = String(repeating: "0a", count: 32)
  ) -> String {
    "https://m.example/a?\(family)-Algorithm=\(algorithm)&\(family)-Credential=\(credential)&\(family)-Date=\(date)"
      + "&\(family)-Expires=\(expires)&\(family)-SignedHeaders=host&\(family)-Signature=\(signature)"
  }

  static let signatures: [(url: String, signer: String, missing: String, repeated: String, fault: String)] = [
    ("https://m.example/a?Expires=7&x-id=GetObject", "", "", "", ""),
    ("https://m.example/a?X-Amz-Content-Sha256=UNSIGNED-PAYLOAD&Signature", "", "", "", ""),
    (signed(), "aws", "", "", ""),
    (signed(credential: "AKIA/20250305/eu/s3/aws4_request"), "aws", "", "", ""),
    (signed() + "&X-Amz-Date=1&X-Amz-Date=2", "aws", "", "X-Amz-Date", ""),
    (signed(expires: ""), "aws", "X-Amz-Expires", "", ""),
    (
      "https://m.example/a?X-Amz-Date=20250305T081500Z", "aws",
      "X-Amz-Algorithm, X-Amz-Credential, X-Amz-Expires, X-Amz-SignedHeaders, X-Amz-Signature", "", ""
    ),
    (
      signed(credential: "AKIA%2F20250304%2Feu%2Fs3%2Faws4_request"), "aws", "", "",
      "the credential is of 20250304, X-Amz-Date of 20250305"
    ),
    (
      signed(credential: "AKIA%2Feu%2Feu%2Fs3%2Faws4_request"), "aws", "", "",
      "the credential has no date, X-Amz-Date is of 20250305"
    ),
    (signed(credential: "AKIA"), "aws", "", "", "X-Amz-Credential has 1 part, not 5"),
    (signed(date: "20250230T081500Z"), "aws", "", "", "X-Amz-Date is no time such as 20250305T081500Z"),
    (signed(expires: "604800"), "aws", "", "", ""),
    (signed(expires: "604801"), "aws", "", "", "X-Amz-Expires is no number from 1 to 604800"),
    (signed(expires: "0"), "aws", "", "", "X-Amz-Expires is no number from 1 to 604800"),
    (signed(expires: "99999999999999999999"), "aws", "", "", "X-Amz-Expires is no number from 1 to 604800"),
    (signed(signature: "0a"), "aws", "", "", "X-Amz-Signature has 2 digits, not 64"),
    (signed(signature: String(repeating: "0g", count: 32)), "aws", "", "", "X-Amz-Signature is not hexadecimal"),
    (
      signed(algorithm: "AWS4-ECDSA-P256-SHA256", credential: "AKIA%2F20250305%2Fs3%2Faws4_request", signature: "30"),
      "aws", "", "", ""
    ),
    (signed("X-Goog", signature: String(repeating: "0a", count: 256)), "google", "", "", ""),
    (signed("X-Goog", signature: "0a0"), "google", "", "", "X-Goog-Signature has 3 digits, not 64"),
    ("https://m.example/a?AWSAccessKeyId=A&Expires=7&Signature=b", "aws", "", "", ""),
    ("https://m.example/a?AWSAccessKeyId=A&Expires=x&Signature=b", "aws", "", "", "Expires is no number of seconds"),
    ("https://m.example/a?GoogleAccessId=A&Expires=7", "google", "Signature", "", ""),
    ("https://m.example/a?Expires=7&Signature=b", "cloudfront", "Key-Pair-Id", "", ""),
    ("https://m.example/a?Policy=e30_&Signature=b&Key-Pair-Id=K", "cloudfront", "", "", ""),
    (
      "https://m.example/a?sv=2022-11-02&se=2025-03-06T10%3A00Z&sig=\(String(repeating: "a", count: 44))", "azure", "",
      "", ""
    ),
    (
      "https://m.example/a?sv=2022-11-02&si=p&sig=a", "azure", "", "",
      "sig has 1 characters, not the 44 of a hash in base64"
    ),
    ("https://m.example/a?sv=2022-11-02&se=2025-03-06&st=2025-03-06", "azure", "sig", "", "se is not later than st"),
    ("https://m.example/a?sv=2022-11-02&se=soon", "azure", "sig", "", "se is no time such as 2025-03-05T08:15:00Z"),
  ]

  @Test(arguments: signatures)
  func `tells what is wrong with a signature`(
    url: String, signer: String, missing: String, repeated: String, fault: String
  ) throws {
    #expect(try answer("signer", url) == "\"\(signer)\"")
    #expect(try answer("signed", url) == "\(!signer.isEmpty)")
    #expect(try answer("missing", url) == "\"\(missing)\"")
    #expect(try answer("repeated", url) == "\"\(repeated)\"")
    #expect(try answer("signature_fault", url) == "\"\(fault)\"")
  }

  @Test(arguments: [
    (signed("X-Goog"), "2025-03-05T08:15:00Z", "2025-03-06T17:35:00Z"),
    ("https://m.example/a?Expires=1741165200&Signature=b", nil, "2025-03-05T09:00:00Z"),
    ("https://m.example/a?Expires=99999999999999&Signature=b", nil, nil),
    ("https://m.example/a?sig=b&st=2025-03-05&se=2025-03-06T10%3A00Z", "2025-03-05T00:00:00Z", "2025-03-06T10:00:00Z"),
    ("https://m.example/a?sig=b&se=2025-03-06T10%3A00%3A30%2B01%3A00", nil, "2025-03-06T09:00:30Z"),
    (signed(date: "20250305T241500Z"), nil, nil), (signed(expires: "x"), "2025-03-05T08:15:00Z", nil),
  ])
  func `knows when signatures of all kinds hold`(url: String, signedAt: String?, expiresAt: String?) throws {
    let missing = { (field: String) in "error: no such key: \(field)" }
    #expect(try answer("signed_at", url) == signedAt.map { "\"\($0)\"" } ?? missing("signed_at"))
    #expect(try answer("expires_at", url) == expiresAt.map { "\"\($0)\"" } ?? missing("expires_at"))
    var record = try TestRecord(#"{"u": "\#(url)"}"#)
    #expect(record.answer("has(url(u).expires_at)") == "\(expiresAt != nil)")
  }

  @Test func `reads parameters and user`() throws {
    #expect(
      try answer("parameters", "https://u:p%40@m.example/?a=1&b&a=%32=&%61=3#c=4") == #"{"a":["1","2=","3"],"b":[""]}"#)
    #expect(try answer("userinfo", "https://u:p%40@m.example/?a@b") == "\"u:p%40\"")
    #expect(try answer("userinfo", "https://m.example/u@b") == "\"\"")
  }

  @Test(arguments: [
    ("https://h/a%2520b", "'%2520', which is encoded twice"), ("https://h/100%25", ""), ("https://h/a%25zz", ""),
    ("https://h/a?b=%2520", ""), ("https://h/a+b", "'+' in its path, which is no blank there"),
    ("https://h/+b?c+d", ""),
    ("https://h/a?b=1&amp;c=2", "'&amp;' in place of '&'"), ("https://h/a&amp;b", "'&amp;' in place of '&'"),
  ])
  func `tells what looks encoded in a wrong way`(url: String, expected: String) throws {
    #expect(try answer("encoding_fault", url) == "\"\(expected)\"")
  }
}
