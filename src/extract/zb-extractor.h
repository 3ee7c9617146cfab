/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bulletin/zb-bulletin.h"
#include "bulletin/zb-catalogue.h"
#include "document/zb-document.h"

G_BEGIN_DECLS

#define ZB_EXTRACT_ERROR (zb_extract_error_quark ())

/**
 * ZbExtractError:
 * @ZB_EXTRACT_ERROR_FORM: a sentence form of the catalogue cannot be used
 */
typedef enum {
  ZB_EXTRACT_ERROR_FORM,
} ZbExtractError;

/**
 * ZbExtraction:
 * @bulletin: what the document says
 * @body: the bulletin's own text: without title lines, the list of earlier
 *   issues and what stands around them; section headings are headings
 *
 * What was read from one document. Reference-counted.
 */
typedef struct {
  ZbBulletin *bulletin;
  ZbDocument *body;
} ZbExtraction;

#define ZB_TYPE_EXTRACTOR (zb_extractor_get_type ())

G_DECLARE_FINAL_TYPE (ZbExtractor, zb_extractor, ZB, EXTRACTOR, GObject)

GQuark        zb_extract_error_quark       (void);
ZbExtractor  *zb_extractor_new             (ZbCatalogue  *catalogue,
                                            GError      **error);
ZbExtractor  *zb_extractor_get_default     (void);
ZbExtraction *zb_extractor_run             (ZbExtractor  *self,
                                            const ZbDocument *document);
ZbCatalogue  *zb_extractor_get_catalogue   (ZbExtractor  *self);
GPtrArray    *zb_extractor_read            (ZbExtractor  *self,
                                            GBytes       *bytes,
                                            const char   *name);
ZbExtraction *zb_extraction_ref            (ZbExtraction *self);
void          zb_extraction_unref          (ZbExtraction *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbExtraction, zb_extraction_unref)

G_END_DECLS
