/**
 * S3 over HTTP: hands calls of the port to the origin's S3 as streams, and its replies back as
 * octets, slices of files, or content that is made while it is sent.
 */
@NullMarked
package dev.skerry.control.objects;

import org.jspecify.annotations.NullMarked;
