/// tmp
public protocol ByteSource: AnyObject, Sendable { func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int }
public struct InputError: Error, Hashable, Sendable {}
