#pragma once
// The style and the script of the HTML report, embedded when the tool is built.
#include <stddef.h>
#include <stdint.h>
#pragma clang assume_nonnull begin

/// A text that lives as long as the program.
typedef struct {
  const uint8_t *text;
  /// Bytes of the text.
  size_t count;
} report_page_part;

report_page_part report_page_style(void);
report_page_part report_page_script(void);

#pragma clang assume_nonnull end
