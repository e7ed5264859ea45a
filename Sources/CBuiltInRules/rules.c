#include "CBuiltInRules.h"

static const uint8_t ango_asset_schema[] = {
#embed "../../Rules/ango/asset.schema.json"
};

static const uint8_t ango_format[] = {
#embed "../../Rules/ango/format.yaml"
};

static const uint8_t ango_recommended[] = {
#embed "../../Rules/ango/recommended.yaml"
};

static const uint8_t json_format[] = {
#embed "../../Rules/json/format.yaml"
};

static const built_in_rules files[] = {
    {"ango/asset.schema.json", ango_asset_schema, sizeof ango_asset_schema},
    {"ango/format", ango_format, sizeof ango_format},
    {"ango/recommended", ango_recommended, sizeof ango_recommended},
    {"json/format", json_format, sizeof json_format},
};

size_t built_in_rules_count(void) { return sizeof files / sizeof *files; }

built_in_rules built_in_rules_file(size_t position) { return files[position]; }
