/// The functions `time.…`: what can be asked of the times that exports hold. The pages in `CEL.docc` say what each does.
enum TimeFunctions {
  static let all = [parse]

  static let parse = CELFunction(
    "time.parse", [.dyn], .optional(.timestamp), cost: CELFunctionCost(fixed: 3),
    body: .one { value throws(CELEvaluationError) in
      let time: CELTimestamp? =
        switch value.normalised {
        case .timestamp(let time): time
        case .int(let milliseconds): CELTimestamp(millisecondsSince1970: milliseconds)
        case .double(let number): Int64(exactly: number).flatMap(CELTimestamp.init(millisecondsSince1970:))
        case let text: text.withUTF8 { CELTimestamp(iso8601: $0) } ?? nil
        }
      return .optional(CELOptional(time.map(CELValue.timestamp)))
    })
}
