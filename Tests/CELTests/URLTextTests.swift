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
}
