/// Does nothing: what starting and ending a program takes here, beside which the tool's own start is measured.
@main
enum EmptyProgram {
  static func main() {}
}
