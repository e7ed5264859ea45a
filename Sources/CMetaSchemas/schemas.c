#include "CMetaSchemas.h"

static const uint8_t root[] = {
#embed "schemas/schema.json"
};

static const uint8_t core[] = {
#embed "schemas/core.json"
};

static const uint8_t applicator[] = {
#embed "schemas/applicator.json"
};

static const uint8_t unevaluated[] = {
#embed "schemas/unevaluated.json"
};

static const uint8_t validation[] = {
#embed "schemas/validation.json"
};

static const uint8_t meta_data[] = {
#embed "schemas/meta-data.json"
};

static const uint8_t format_annotation[] = {
#embed "schemas/format-annotation.json"
};

static const uint8_t format_assertion[] = {
#embed "schemas/format-assertion.json"
};

static const uint8_t content[] = {
#embed "schemas/content.json"
};

#define SCHEMA(name) {name, sizeof name}
static const meta_schema schemas[] = {
    SCHEMA(root),       SCHEMA(core),      SCHEMA(applicator),        SCHEMA(unevaluated),      SCHEMA(validation),
    SCHEMA(meta_data), SCHEMA(format_annotation), SCHEMA(format_assertion), SCHEMA(content),
};

size_t meta_schemas_count(void) { return sizeof schemas / sizeof *schemas; }

meta_schema meta_schemas_get(size_t position) { return schemas[position]; }
