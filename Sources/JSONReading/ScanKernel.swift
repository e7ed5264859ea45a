internal import CJSONIndex

/// The scans over bytes as one kind of processor runs them. All kinds find the same; some sooner.
@safe public struct ScanKernel: @unchecked Sendable {
  // May cross threads: it is constant.
  let handle: OpaquePointer

  /// Kinds of processors that the scans are built for.
  public enum Processor: CaseIterable, Hashable, Sendable {
    /// Any processor.
    case portable
    /// x86-64 since 2013, with 32 bytes to an instruction.
    case avx2
    /// x86-64 with 64 bytes to an instruction: Intel's since 2019, AMD's since 2022.
    case avx512
  }

  /// The scans for `processor`; `nil` when this one cannot run them.
  public init?(_ processor: Processor) {
    let kind: CJSONProcessor =
      switch processor {
      case .portable: .portable
      case .avx2: .AVX2
      case .avx512: .AVX512
      }
    guard let handle = unsafe cjson_kernel_for(kind) else { return nil }
    unsafe self.handle = handle
  }

  /// The fastest that this processor can run.
  public static let best: ScanKernel = {
    for processor in Processor.allCases.reversed() {
      if let kernel = ScanKernel(processor) { return kernel }
    }
    preconditionFailure("every processor is portable")
  }()
}
