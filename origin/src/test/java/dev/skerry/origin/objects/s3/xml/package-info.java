/** Rules of S3's wire, as tables. */
@NullMarked
package dev.skerry.origin.objects.s3.xml;

import org.jspecify.annotations.NullMarked;
