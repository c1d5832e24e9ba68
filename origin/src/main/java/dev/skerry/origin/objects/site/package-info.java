/**
 * Buckets as origins of sites: answers what edges ask for, by the bucket's website configuration or
 * without one, and says with each answer by which changes it is to be purged.
 *
 * <p>Everything is readable here: who may see what of a site is its configuration's matter. Uses
 * the kernel in the parent package and of S3's wire its documents, its reading of heads and its
 * replies. Sources: "Hosting a static website using Amazon S3" in the user guide (index documents,
 * custom error documents, redirects, routing rules), RFC 9110 §13 and §14, RFC 9213.
 */
@NullMarked
package dev.skerry.origin.objects.site;

import org.jspecify.annotations.NullMarked;
