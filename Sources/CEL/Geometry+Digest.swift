extension Geometry {
  /// 64 bits that are the same for geometries of one kind with the same coordinates in the same order, and else the same
  /// only by chance. Whoever wants can make two that have the same.
  var digest: UInt64 {
    var digest = Digest()
    switch self {
    case .point(let point):
      digest.mix(1)
      digest.mix([point])
    case .box(let start, let end, _, _):
      digest.mix(2)
      digest.mix([start, end])
    case .corners(let points):
      digest.mix(3)
      digest.mix(points)
    case .points(let points):
      digest.mix(4)
      digest.mix(points)
    case .zones(let zones):
      digest.mix(5)
      for zone in zones {
        digest.mix(UInt64(zone.holes.count))
        digest.mix(zone.region)
        for hole in zone.holes { digest.mix(hole) }
      }
    case .volume(let start, let end):
      digest.mix(6)
      for number in [start.x, start.y, start.z, end.x, end.y, end.z] { digest.mix(number.bitPattern) }
    }
    return digest.word
  }

  /// Multiplies into 128 bits and folds, word after word.
  private struct Digest {
    var word: UInt64 = 0x9E37_79B9_7F4A_7C15

    mutating func mix(_ next: UInt64) {
      let product = (word ^ next).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
      word = product.high ^ product.low &+ 0xE703_7ED1_A0B4_28DB
    }

    /// Coordinates have no negative zero.
    mutating func mix(_ points: [Point]) {
      mix(UInt64(points.count))
      for point in points {
        mix(point.x.bitPattern)
        mix(point.y.bitPattern)
      }
    }
  }
}
