/**
 * What tables are exported to and imported from: the buckets as they are needed for it, and the
 * files in them, which are DynamoDB's. Source: "DynamoDB table export output format" and "Amazon S3
 * import formats for DynamoDB" of the developer guide.
 *
 * <p>Formats are pure; whoever has buckets implements {@link
 * dev.skerry.origin.tables.transfer.BucketAccess}. Uses values of attributes and the list of
 * errors.
 */
@NullMarked
package dev.skerry.origin.tables.transfer;

import org.jspecify.annotations.NullMarked;
