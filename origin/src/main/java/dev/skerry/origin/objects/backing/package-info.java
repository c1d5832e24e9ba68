/**
 * Buckets of other services in which contents are kept, through the AWS SDK for Java: the only
 * package that knows it. Uses of the origin only what {@code objects.content} asks of a bucket.
 */
@NullMarked
package dev.skerry.origin.objects.backing;

import org.jspecify.annotations.NullMarked;
