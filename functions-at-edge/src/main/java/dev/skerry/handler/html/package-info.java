/**
 * Rewrites HTML as it streams by: a tokenizer (HTML Standard §13.2.5), the elements that are open,
 * selectors, and what is inserted and removed. It makes no tree and knows no language of handlers.
 */
@NullMarked
package dev.skerry.handler.html;

import org.jspecify.annotations.NullMarked;
