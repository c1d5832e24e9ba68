/**
 * What the origin API answers to S3's clients: that there are no objects yet, as S3 would say it.
 */
@NullMarked
package dev.skerry.control.objects;

import org.jspecify.annotations.NullMarked;
