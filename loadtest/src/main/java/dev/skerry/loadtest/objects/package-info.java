/**
 * Measures object APIs beside each other: Skerry's, those of S3's emulators where they are
 * installed, and for reads a plain server of files, with the same prepared requests.
 */
@NullMarked
package dev.skerry.loadtest.objects;

import org.jspecify.annotations.NullMarked;
