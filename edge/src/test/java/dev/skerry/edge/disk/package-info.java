/** Tests of the disk tier: its format, its model, and what an edge with one serves. */
@org.jspecify.annotations.NullMarked
package dev.skerry.edge.disk;
