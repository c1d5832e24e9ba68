/** What buckets answer as origins of sites. */
@NullMarked
package dev.skerry.origin.objects.site;

import org.jspecify.annotations.NullMarked;
