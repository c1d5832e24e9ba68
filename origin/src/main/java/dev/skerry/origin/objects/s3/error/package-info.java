/**
 * The errors of S3, as one closed list with their codes, statuses and messages.
 *
 * <p>Source: "Error responses" in the Amazon S3 API reference. Uses nothing of Skerry.
 */
@NullMarked
package dev.skerry.origin.objects.s3.error;

import org.jspecify.annotations.NullMarked;
