/** Pictures, compared with files. */
@NullMarked
package dev.skerry.loadtest.report;

import org.jspecify.annotations.NullMarked;
