#include "CBuiltInRules.h"

static const uint8_t ango_all[] = {
#embed "../../Rules/ango/all.yaml"
};

static const uint8_t ango_asset_schema[] = {
#embed "../../Rules/ango/asset.schema.json"
};

static const uint8_t ango_assets[] = {
#embed "../../Rules/ango/assets.yaml"
};

static const uint8_t ango_classifications[] = {
#embed "../../Rules/ango/classifications.yaml"
};

static const uint8_t ango_format[] = {
#embed "../../Rules/ango/format.yaml"
};

static const uint8_t ango_geometry[] = {
#embed "../../Rules/ango/geometry.yaml"
};

static const uint8_t ango_history[] = {
#embed "../../Rules/ango/history.yaml"
};

static const uint8_t ango_ontology[] = {
#embed "../../Rules/ango/ontology.yaml"
};

static const uint8_t ango_pdf[] = {
#embed "../../Rules/ango/pdf.yaml"
};

static const uint8_t ango_privacy[] = {
#embed "../../Rules/ango/privacy.yaml"
};

static const uint8_t ango_recommended[] = {
#embed "../../Rules/ango/recommended.yaml"
};

static const uint8_t ango_relations[] = {
#embed "../../Rules/ango/relations.yaml"
};

static const uint8_t ango_statistics[] = {
#embed "../../Rules/ango/statistics.yaml"
};

static const uint8_t ango_structure[] = {
#embed "../../Rules/ango/structure.yaml"
};

static const uint8_t ango_text_audio[] = {
#embed "../../Rules/ango/text-audio.yaml"
};

static const uint8_t ango_video[] = {
#embed "../../Rules/ango/video.yaml"
};

static const uint8_t coco_format[] = {
#embed "../../Rules/coco/format.yaml"
};

static const uint8_t coco_recommended[] = {
#embed "../../Rules/coco/recommended.yaml"
};

static const uint8_t json_format[] = {
#embed "../../Rules/json/format.yaml"
};

static const uint8_t label_studio_format[] = {
#embed "../../Rules/label-studio/format.yaml"
};

static const uint8_t label_studio_recommended[] = {
#embed "../../Rules/label-studio/recommended.yaml"
};

static const built_in_rules files[] = {
    {"ango/all", ango_all, sizeof ango_all},
    {"ango/asset.schema.json", ango_asset_schema, sizeof ango_asset_schema},
    {"ango/assets", ango_assets, sizeof ango_assets},
    {"ango/classifications", ango_classifications, sizeof ango_classifications},
    {"ango/format", ango_format, sizeof ango_format},
    {"ango/geometry", ango_geometry, sizeof ango_geometry},
    {"ango/history", ango_history, sizeof ango_history},
    {"ango/ontology", ango_ontology, sizeof ango_ontology},
    {"ango/pdf", ango_pdf, sizeof ango_pdf},
    {"ango/privacy", ango_privacy, sizeof ango_privacy},
    {"ango/recommended", ango_recommended, sizeof ango_recommended},
    {"ango/relations", ango_relations, sizeof ango_relations},
    {"ango/statistics", ango_statistics, sizeof ango_statistics},
    {"ango/structure", ango_structure, sizeof ango_structure},
    {"ango/text-audio", ango_text_audio, sizeof ango_text_audio},
    {"ango/video", ango_video, sizeof ango_video},
    {"coco/format", coco_format, sizeof coco_format},
    {"coco/recommended", coco_recommended, sizeof coco_recommended},
    {"json/format", json_format, sizeof json_format},
    {"label-studio/format", label_studio_format, sizeof label_studio_format},
    {"label-studio/recommended", label_studio_recommended, sizeof label_studio_recommended},
};

size_t built_in_rules_count(void) { return sizeof files / sizeof *files; }

built_in_rules built_in_rules_file(size_t position) { return files[position]; }
