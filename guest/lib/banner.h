// The word ArceOS, drawn, with an empty line before and after it.
#pragma once

extern const char banner[];
