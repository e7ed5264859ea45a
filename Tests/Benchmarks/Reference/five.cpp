#include "five.h"

#include <strings.h>

#include <initializer_list>
#include <string_view>

using namespace simdjson;

namespace {

bool isPositive(ondemand::value value) {
  double number;
  return value.type() == ondemand::json_type::number && value.get_double().get(number) == SUCCESS && number > 0;
}

bool isCount(ondemand::value value) {
  int64_t number;
  return value.type() == ondemand::json_type::number && value.get_int64().get(number) == SUCCESS && number >= 1;
}

bool isListOfStrings(ondemand::value value) {
  ondemand::array list;
  if (value.get_array().get(list)) return false;
  bool areStrings = true;
  size_t count = 0;
  for (auto element : list) {
    count++;
    if (element.type() != ondemand::json_type::string) areStrings = false;
  }
  return areStrings && count > 0;
}

std::string_view extension(std::string_view url) {
  auto path = url.substr(0, url.find('?'));
  auto dot = path.rfind('.');
  return dot == path.npos ? std::string_view() : path.substr(dot + 1);
}

bool isOneOf(std::string_view word, std::initializer_list<std::string_view> list) {
  for (auto other : list)
    if (word.size() == other.size() && strncasecmp(word.data(), other.data(), other.size()) == 0) return true;
  return false;
}

struct Metadata {
  bool hasWidth = false, hasHeight = false, hasFrameTotal = false, hasFrameRate = false;

  void read(ondemand::value value) {
    ondemand::object members;
    if (value.get_object().get(members)) return;
    for (auto member : members) {
      std::string_view key = member.unescaped_key();
      if (key == "width") hasWidth = isPositive(member.value());
      else if (key == "height") hasHeight = isPositive(member.value());
      else if (key == "frameRate") hasFrameRate = isPositive(member.value());
      else if (key == "frameTotal") hasFrameTotal = isCount(member.value());
    }
  }
};

} // namespace

bool FiveChecks::passes(ondemand::object asset) {
  bool hasAssetId = false, hasDataset = false, isDatasetGood = false, isNew = false;
  std::string_view url, text;
  Metadata metadata;
  for (auto member : asset) {
    std::string_view key = member.unescaped_key();
    ondemand::value value = member.value();
    if (key == "asset") {
      if (value.get_string().get(url)) url = {};
    } else if (key == "assetId") {
      hasAssetId = value.get_string().get(text) == SUCCESS;
    } else if (key == "dataset") {
      hasDataset = true;
      isDatasetGood = isListOfStrings(value);
    } else if (key == "externalId") {
      isNew = value.get_string().get(text) == SUCCESS && externalIds.emplace(text).second;
    } else if (key == "metadata") {
      metadata.read(value);
    }
  }
  if (!isNew || (url.substr(0, 8) != "https://" && url.substr(0, 7) != "http://")) return false;
  if (hasDataset) return hasAssetId && isDatasetGood;
  auto end = extension(url);
  if (isOneOf(end, {"mp4", "webm", "mov", "mkv", "avi", "m4v"})) return metadata.hasFrameTotal && metadata.hasFrameRate;
  if (isOneOf(end, {"jpg", "jpeg", "png", "tif", "tiff", "webp", "bmp", "gif", "heic"}))
    return metadata.hasWidth && metadata.hasHeight;
  return true;
}
