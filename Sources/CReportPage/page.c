#include "CReportPage.h"

static const uint8_t style[] = {
#embed "../Reporters/HTML/page.css"
};

static const uint8_t script[] = {
#embed "../Reporters/HTML/page.js"
};

report_page_part report_page_style(void) { return (report_page_part){style, sizeof style}; }

report_page_part report_page_script(void) { return (report_page_part){script, sizeof script}; }
