/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bulletin/zb-bulletin.h"
#include "bulletin/zb-catalogue.h"
#include "document/zb-document.h"
#include "extract/zb-body.h"

G_BEGIN_DECLS

void zb_judgement_apply      (ZbBulletin       *bulletin,
                              const ZbBody     *body,
                              const ZbDocument *document,
                              ZbCatalogue      *catalogue);
void zb_judgement_set_status (ZbBulletin       *bulletin,
                              ZbCopyStatus      status,
                              const char       *reason);

G_END_DECLS
