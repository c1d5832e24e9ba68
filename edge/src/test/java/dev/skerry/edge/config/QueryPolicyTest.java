package dev.skerry.edge.config;

import static dev.skerry.edge.config.QueryPolicy.Mode.ALL;
import static dev.skerry.edge.config.QueryPolicy.Mode.ALLOW;
import static dev.skerry.edge.config.QueryPolicy.Mode.DENY;
import static dev.skerry.edge.config.QueryPolicy.Mode.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QueryPolicyTest {
  private static QueryPolicy policy(QueryPolicy.Mode mode, String... names) {
    return new QueryPolicy(mode, List.of(names), false);
  }

  @Test
  void all_keeps_the_same_text() {
    String query = "b=2&a=1&&";
    assertThat(QueryPolicy.ALL.normalise(query)).isSameAs(query);
    assertThat(QueryPolicy.ALL.normalise("")).isEmpty();
    assertThat(QueryPolicy.ALL.normalise(null)).isNull();
  }

  @Test
  void none_keeps_nothing() {
    assertThat(policy(NONE).normalise("a=1")).isNull();
  }

  @Test
  void allow_keeps_only_what_is_named_as_it_was_sent() {
    QueryPolicy policy = policy(ALLOW, "a", "p_*");
    assertThat(policy.normalise("a=%20x&b=2&p_1&p_2=+&a=3")).isEqualTo("a=%20x&p_1&p_2=+&a=3");
    assertThat(policy.normalise("b=2")).isNull();
  }

  @Test
  void names_are_compared_decoded_so_that_no_spelling_gets_by() {
    assertThat(policy(ALLOW, "a").normalise("%61=1&b=2")).isEqualTo("%61=1");
    assertThat(policy(DENY, "utm_*").normalise("utm%5Fsource=x&q=1")).isEqualTo("q=1");
    assertThat(policy(DENY, "a b").normalise("a+b=1&a%20b=2&c")).isEqualTo("c");
    assertThat(policy(DENY, "a").normalise("%zz=1&a=2")).isEqualTo("%zz=1");
  }

  @Test
  void a_semicolon_does_not_part_parameters() {
    assertThat(policy(DENY, "utm_*").normalise("utm_x=1;callback=evil&q=1")).isEqualTo("q=1");
  }

  @Test
  void a_space_and_a_plus_stay_two_things() {
    QueryPolicy sorted = new QueryPolicy(ALL, List.of(), true);
    assertThat(sorted.normalise("q=a%20b")).isNotEqualTo(sorted.normalise("q=a+b"));
  }

  @Test
  void sorting_is_by_name_and_keeps_the_order_of_equal_names() {
    QueryPolicy sorted = new QueryPolicy(ALL, List.of(), true);
    assertThat(sorted.normalise("b=1&a=2&b=0&a=1")).isEqualTo("a=2&a=1&b=1&b=0");
    assertThat(sorted.normalise("&&")).isNull();
  }
}
