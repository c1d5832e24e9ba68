/**
 * Uploads by forms of browsers: the form's fields and file, and the policy that allows it.
 *
 * <p>Source: "Browser-Based Uploads Using POST" in the Amazon S3 API reference, RFC 7578. Uses S3's
 * errors, and how heads write moments.
 */
@NullMarked
package dev.skerry.origin.objects.s3.form;

import org.jspecify.annotations.NullMarked;
