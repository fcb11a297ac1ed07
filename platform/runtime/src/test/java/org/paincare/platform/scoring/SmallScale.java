package org.paincare.platform.scoring;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/** A made-up scale of four items 0 to 3, one missing allowed, with a table, bands and a flag that is always looked for. */
final class SmallScale {

    static final String JSON = """
            {
              "id": "SMALL", "version": "1",
              "name": {"en": "Small scale", "es": "Escala pequeña"},
              "recall": {"period": "NOW", "en": "now", "es": "ahora"},
              "direction": "LOWER_IS_BETTER",
              "licence": {"holder": "test", "terms": "test", "mayShipText": false, "mark": "D"},
              "codes": [], "sources": ["made up"],
              "items": [
                {"id": "a", "range": {"from": 0, "to": 3}},
                {"id": "b", "range": {"from": 0, "to": 3}},
                {"id": "c", "range": {"from": 0, "to": 3}, "reversed": true},
                {"id": "d", "range": {"from": 0, "to": 3}}
              ],
              "positional": ["a", "b", "c", "d"],
              "groups": {"firstTwo": ["a", "b"]},
              "policies": [{"name": "MOST", "mark": "D", "minimumAnswered": {"total": 3}}, {"name": "STRICT", "mark": "D"}],
              "tables": {"t": {"from": 0, "values": [40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52],
                "standardErrors": [3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3], "mark": "D"}},
              "measures": [
                {"name": "total", "compute": {"op": "SUM", "items": ["a", "b", "c", "d"]}, "then": [{"op": "ROUND", "decimals": 0}], "show": "INTEGER"},
                {"name": "weighted", "compute": {"op": "WEIGHTED", "weights": {"a": 2, "b": 0.5}}, "show": "UP_TO_TWO_DECIMALS"},
                {"name": "t", "compute": {"op": "OF", "measure": "total"}, "then": [{"op": "RAW_TO_T", "table": "t"}], "show": "ONE_DECIMAL"}
              ],
              "output": {"score": "total", "subscores": ["weighted", "t"], "parts": ["total"], "partial": false},
              "bands": [{"band": "LOW", "when": [{"measure": "total", "atMost": 5}]}, {"band": "HIGH"}],
              "flags": [{"flag": "A_WORST", "when": [{"item": "a", "atLeast": 3}], "evenUnscored": true}],
              "change": {
                "meaningful": [{"measure": "total", "kind": "POINTS", "amount": 2, "mark": "D", "source": "made up"}],
                "reliability": {"measure": "total", "retest": 0.84, "mark": "D", "source": "made up"}
              }
            }
            """;

    static final Instrument INSTRUMENT =
            InstrumentReader.read("SMALL.json", new ByteArrayInputStream(JSON.getBytes(StandardCharsets.UTF_8)));

    private SmallScale() {}
}
