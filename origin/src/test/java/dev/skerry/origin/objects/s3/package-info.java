/** Tests of S3's wire. */
@NullMarked
package dev.skerry.origin.objects.s3;

import org.jspecify.annotations.NullMarked;
