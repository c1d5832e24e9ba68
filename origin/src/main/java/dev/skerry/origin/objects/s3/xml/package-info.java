/**
 * XML as S3 speaks it: a strict reader of small documents, and a writer.
 *
 * <p>Documents have no type declaration and no entities of their own, in S3's namespace or none,
 * within bounds of size and depth. Sources: XML 1.0, "Common errors" in the Amazon S3 API
 * reference. Uses S3's errors alone.
 */
@NullMarked
package dev.skerry.origin.objects.s3.xml;

import org.jspecify.annotations.NullMarked;
