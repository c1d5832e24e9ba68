package dev.skerry.handler.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which elements selectors match. */
class SelectorsTest {
  private static final String DOCUMENT =
      """
      <html id=html><body id=body class="page Dark">
      <ul id=ul><li id=l1>1<li id=l2 class="x y">2<li id=l3 data-n="a b-c">3<li id=l4 lang=en-GB>4</ul>
      <div id=d1><p id=p1 title="Hello World">a<p id=p2 class="y-x">b<span id=s1><a id=a1 href="/x.html"></a></span></div>
      <div id=d2 class="x"><img id=i1><span id=s2><span id=s3><a id=a2 href="https://x/y"></a></span></span></div>
      """;

  private static String matched(String selector) {
    List<Registration> registrations =
        List.of(new Registration(selector, EnumSet.of(EventKind.ELEMENT)));
    List<String> ids = new ArrayList<>();
    Rewritten.of(
        registrations,
        event -> ids.add(event.token() instanceof StartTag tag ? tag.attribute("id") : "?"),
        DOCUMENT);
    return String.join(" ", ids);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          * ; html body ul l1 l2 l3 l4 d1 p1 p2 s1 a1 d2 i1 s2 s3 a2
          li ; l1 l2 l3 l4
          LI ; l1 l2 l3 l4
          #d1 ; d1
          .x ; l2 d2
          .x.y ; l2
          li.x ; l2
          .dark ; ``
          .page.Dark ; body
          [href] ; a1 a2
          [HREF="/x.html"] ; a1
          [href='/x.html'] ; a1
          [title="hello world"] ; ``
          [title="hello world" i] ; p1
          [title~=World] ; p1
          [class~=x] ; l2 d2
          [class|=y] ; p2
          [lang|=en] ; l4
          [href^="https:"] ; a2
          [href$=".html"] ; a1
          [href*=x] ; a1 a2
          [href*=""] ; ``
          [ data-n = "a b-c" ] ; l3
          ul li ; l1 l2 l3 l4
          ul > li ; l1 l2 l3 l4
          html > li ; ``
          body>ul>li.x ; l2
          div a ; a1 a2
          div > a ; ``
          div span > a ; a1 a2
          div > span a ; a2
          span span ; s3
          div span span a ; a2
          li:first-child ; l1
          :first-child ; html body ul l1 p1 s1 a1 i1 s3 a2
          li:nth-child(2) ; l2
          li:nth-child(odd) ; l1 l3
          li:nth-child(even) ; l2 l4
          li:nth-child(2n+1) ; l1 l3
          li:nth-child( n + 3 ) ; l3 l4
          li:nth-child(-n+2) ; l1 l2
          span:first-of-type ; s1 s2 s3
          div:nth-of-type(2) ; d2
          p:nth-of-type(2n) ; p2
          li:not(.x) ; l1 l3 l4
          li:not(.x, [lang]) ; l1 l3
          li:not(:first-child):not(.x) ; l3 l4
          p, a[href^=http] , #ul ; ul p1 p2 a2
          #\\6c 1 ; l1
          .y\\-x ; p2
          """)
  void whatMatches(String selector, String ids) {
    assertThat(matched(selector)).isEqualTo(ids);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ",",
        "a,",
        "a >",
        "> a",
        "a + b",
        "a ~ b",
        "a::before",
        "a:hover",
        ":nth-child(x)",
        ":nth-child(1",
        "[",
        "[a",
        "[a=]",
        "[a=b",
        "[a!=b]",
        ":not()",
        ":not(a b)",
        "a b)",
        ".",
        "#",
        "a&b"
      })
  void whatIsNoSelectorIsRefused(String selector) {
    assertThatThrownBy(() -> matched(selector)).isInstanceOf(IllegalArgumentException.class);
  }
}
