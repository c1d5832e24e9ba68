/**
 * Content of requests as clients of S3 frame it: chunks with signatures and trailers.
 *
 * <p>Source: "Transferring Payload in Multiple Chunks" in the Amazon S3 API reference. Uses S3's
 * errors, and the signatures of chunks.
 */
@NullMarked
package dev.skerry.origin.objects.s3.chunked;

import org.jspecify.annotations.NullMarked;
