import Engine
import Foundation
import TestSupport
import Testing

@testable import assay

@Suite struct ProgressTests {
  @Test(arguments: [
    (RunProgress(0, 0, 0, 0, nil), 0.0, "0.0 kB  0 records  0 findings"),
    (
      RunProgress(1_234_567_890, 52_314, 1, 300, 1000), 1.0,
      "30 %  1.2 GB  52 314 records  1 finding  1.2 GB/s  3 s left"
    ),
    (RunProgress(999_999, 1, 1_000_000, 1, nil), 2.0, "999.9 kB  1 record  1 000 000 findings  499.9 kB/s"),
    (
      RunProgress(5_000_000, 999, 0, 10, 1000), 10.0,
      "1 %  5.0 MB  999 records  0 findings  500.0 kB/s  16 min 30 s left"
    ),
    (
      RunProgress(5_000_000, 999, 0, 1, 1000), 10.0, "0 %  5.0 MB  999 records  0 findings  500.0 kB/s  2 h 46 min left"
    ),
    (RunProgress(2_000, 1000, 2, 1000, 1000), 1.0, "100 %  2.0 kB  1 000 records  2 findings  2.0 kB/s"),
    (RunProgress(0, 0, 0, 0, 0), 1.0, "0.0 kB  0 records  0 findings  0.0 kB/s"),
  ])
  func `says how far a run has come`(progress: RunProgress, seconds: Double, expected: String) {
    #expect(ProgressLine(progress: progress, seconds: seconds).text() == expected)
  }

  @Test func `is cut to the width of the terminal`() {
    let line = ProgressLine(progress: RunProgress(2_000, 1000, 2, 1, 4), seconds: 1)
    #expect(line.text(width: 12) == "25 %  2.0 kB")
  }

  /// An export that is not judged at once, because it is still being written.
  private static let slowly =
    #"(printf '{"zoo":1,"name":"a"}\n'; i=0; while [ $i -lt 7 ]; do sleep 0.3; i=$((i+1)); "#
    + #"printf '{"zoo":1,"name":"b%s"}\n' $i; done) | "#
    + "assay check --rules rules.yaml --window-bytes 24 --jobs 1"

  @Test func `is shown nowhere but on terminals, unless asked for`() throws {
    let scene = try Scene()
    #expect(try scene.shell("\(Self.slowly) - --quiet").errors == "")
    let errors = try scene.shell("\(Self.slowly) - --quiet --progress always").errors
    #expect(errors.hasPrefix("0.0 kB  1 record  0 findings  "))
    #expect(errors.hasSuffix("/s\n"))
  }

  /// What a terminal of `columns` columns gets of a slow run.
  private func terminal(columns: Int, term: String, _ arguments: String) throws -> String {
    let scene = try Scene()
    let script = """
      import fcntl, os, pty, struct, subprocess, sys, termios
      master, slave = pty.openpty()
      fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack('HHHH', 24, \(columns), 0, 0))
      child = subprocess.Popen(['/bin/sh', '-c', sys.argv[1]], stdout=slave, stderr=slave, env=dict(os.environ, TERM='\(term)'))
      os.close(slave)
      text = b''
      try:
        while part := os.read(master, 65536): text += part
      except OSError: pass
      child.wait()
      sys.stdout.buffer.write(text)
      """
    try scene.folder.write("terminal.py", script)
    let command = "\(Self.slowly) - \(arguments)".replacing("'", with: #"'\''"#)
    return try scene.shell("python3 terminal.py '\(command)'").output
  }

  @Test func `is drawn on one line of a terminal and erased at the end`() throws {
    let text = try terminal(columns: 30, term: "xterm", "--quiet")
    let parts = text.components(separatedBy: "\r\u{1B}[K")
    #expect(parts.first == "" && parts.last == "" && parts.count > 3)
    for part in parts.dropFirst().dropLast() {
      #expect(part.hasPrefix("0.") && part.count == 29 && !part.contains("\n"))
    }
  }

  @Test(arguments: [("dumb", ""), ("xterm", "--progress never")])
  func `is not drawn where it cannot be, or is not wanted`(term: String, argument: String) throws {
    #expect(try terminal(columns: 80, term: term, "--quiet \(argument)") == "")
  }

  @Test func `is gone before a report is printed`() throws {
    let text = try terminal(columns: 80, term: "xterm", "--color never")
    let report = try #require(text.components(separatedBy: "\r\u{1B}[K").last)
    #expect(report.hasPrefix("3 rules judged") || report.contains("PASSED"))
    #expect(!report.contains("kB/s"))
  }
}

extension RunProgress {
  init(_ bytes: Int, _ records: Int, _ findings: Int, _ stored: Int, _ total: Int?) {
    self.init(
      byteCount: bytes, recordCount: records, findingCount: findings, storedByteCount: stored, storedByteTotal: total)
  }
}
