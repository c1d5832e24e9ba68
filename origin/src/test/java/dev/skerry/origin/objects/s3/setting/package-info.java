/** The documents that set buckets, as tables and as they are written. */
@NullMarked
package dev.skerry.origin.objects.s3.setting;

import org.jspecify.annotations.NullMarked;
