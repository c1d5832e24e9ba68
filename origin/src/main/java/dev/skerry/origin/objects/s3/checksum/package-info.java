/**
 * The checksums of objects: the algorithms, how those of parts become those of an object, and how
 * they are written.
 *
 * <p>Source: "Checking object integrity in Amazon S3" in the Amazon S3 user guide. Uses nothing of
 * Skerry.
 */
@NullMarked
package dev.skerry.origin.objects.s3.checksum;

import org.jspecify.annotations.NullMarked;
