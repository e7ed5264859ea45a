#pragma once
#include <simdjson.h>

#include <string>
#include <unordered_set>

/// The five checks of `five.yaml`, written by hand.
class FiveChecks {
public:
  /// Whether `asset` holds what it should.
  bool passes(simdjson::ondemand::object asset);

private:
  std::unordered_set<std::string> externalIds;
};
