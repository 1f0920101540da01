package cevns.analysis.monitor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * A snapshot as one JSON object without a line end: what the log keeps and the page gets, the same
 * bytes. Keys are the names of the components, in their order; an enum is a word in camelCase; a
 * number that is not finite is {@code null}.
 *
 * <p>Numbers go through jackson's fast writer, which gives the same digits on every Java; {@code
 * Double.toString} changed with 19.
 */
public final class SnapshotJson {

    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

    private final JsonGenerator json;

    private SnapshotJson(JsonGenerator json) {
        this.json = json;
    }

    /** The snapshot as UTF-8. */
    public static byte[] line(Snapshot snapshot) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(16_384);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            new SnapshotJson(json).write(snapshot);
        } catch (IOException e) {
            throw new UncheckedIOException("memory is not a disk", e);
        }
        return bytes.toByteArray();
    }

    private void write(Snapshot s) throws IOException {
        json.writeStartObject();
        json.writeNumberField("number", s.number());
        json.writeNumberField("run", s.run());
        json.writeNumberField("subrun", s.subrun());
        json.writeStringField("detector", s.detector());
        json.writeStringField("detectorKind", s.detectorKind());
        word("type", s.type());
        word("mode", s.mode());
        number("timeLapse", s.timeLapse());
        json.writeStringField("configHash", s.configHash());
        json.writeNumberField("startNs", s.startNs());
        json.writeNumberField("timeNs", s.timeNs());
        json.writeNumberField("mark", s.mark());
        word("end", s.end());
        list("sources", s.sources(), this::source);
        json.writeNumberField("residual", s.residual());
        beam(s.beam());
        exposure(s.exposure());
        counts(s.counts());
        list("cutFlow", s.cutFlow(), this::cutFlow);
        json.writeObjectFieldStart("spectra");
        for (Map.Entry<String, Snapshot.Spectrum> spectrum : s.spectra().entrySet()) {
            spectrum(spectrum.getKey(), spectrum.getValue());
        }
        json.writeEndObject();
        list("channels", s.channels(), this::channel);
        list("gaps", s.gaps(), this::gap);
        list("readings", s.readings(), this::reading);
        json.writeStringField("qualityFlag", s.qualityFlag());
        if (s.campaign() == null) {
            json.writeNullField("campaign");
        } else {
            campaign(s.campaign());
        }
        if (s.comparison() == null) {
            json.writeNullField("comparison");
        } else {
            ComparisonJson.write(json, s.comparison());
        }
        word("noComparison", s.noComparison());
        blinding(s.blinding());
        if (s.expectation() == null) {
            json.writeNullField("expectation");
        } else {
            ComparisonJson.write(json, s.expectation());
        }
        json.writeEndObject();
    }

    private void source(Snapshot.Source s) throws IOException {
        json.writeNumberField("id", s.id());
        json.writeStringField("name", s.name());
        json.writeStringField("family", s.family());
        json.writeStringField("model", s.model());
        json.writeBooleanField("simulated", s.simulated());
        word("state", s.state());
        number("ratePerS", s.ratePerS());
        counts("triggers", s.triggers());
        json.writeNumberField("read", s.read());
        json.writeNumberField("built", s.built());
        counts("rejected", s.rejected());
        counts("lost", s.lost());
        json.writeNumberField("pending", s.pending());
        counts("refused", s.refused());
        counts("deadNs", s.deadNs());
        json.writeNumberField("unknownLosses", s.unknownLosses());
        json.writeNumberField("unknownLossNs", s.unknownLossNs());
        json.writeNumberField("bytes", s.bytes());
    }

    private void beam(Snapshot.Beam b) throws IOException {
        json.writeObjectFieldStart("beam");
        json.writeNumberField("marks", b.marks());
        json.writeNumberField("inserted", b.inserted());
        counts("refused", b.refused());
        number("intervalNs", b.intervalNs());
        number("rateHz", b.rateHz());
        counts("pulses", b.pulses());
        json.writeNumberField("delivered", b.delivered());
        number("lastChargeC", b.lastChargeC());
        json.writeNumberField("lastPulseNs", b.lastPulseNs());
        number("powerW", b.powerW());
        json.writeNumberField("pending", b.pending());
        json.writeNumberField("confidence", b.confidence());
        number("residualNs", b.residualNs());
        TimingJson.write(json, b.timing());
        json.writeEndObject();
    }

    private void campaign(Snapshot.Campaign c) throws IOException {
        json.writeObjectFieldStart("campaign");
        json.writeStringField("name", c.name());
        json.writeStringField("hash", c.hash());
        json.writeNumberField("runs", c.runs());
        list("ranges", c.ranges(), this::range);
        json.writeNumberField("excluded", c.excluded());
        list("leftOut", c.leftOut(), this::leftOut);
        exposure(c.exposure());
        counts(c.counts());
        json.writeEndObject();
    }

    private void range(CampaignState.Range r) throws IOException {
        json.writeNumberField("first", r.first());
        json.writeNumberField("last", r.last());
    }

    private void leftOut(CampaignState.Excluded e) throws IOException {
        json.writeNumberField("run", e.run());
        json.writeStringField("reason", e.reason());
    }

    private void exposure(Snapshot.Exposures e) throws IOException {
        json.writeObjectFieldStart("exposure");
        account("delivered", e.delivered());
        account("recorded", e.recorded());
        account("good", e.good());
        json.writeEndObject();
    }

    private void account(String name, Snapshot.Account a) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("marks", a.marks());
        json.writeNumberField("liveNs", a.liveNs());
        json.writeNumberField("chargeCounts", a.chargeCounts());
        number("protons", a.protons());
        number("energyJ", a.energyJ());
        json.writeNumberField("unknownMarks", a.unknownMarks());
        json.writeEndObject();
    }

    private void counts(Snapshot.Counts c) throws IOException {
        json.writeObjectFieldStart("counts");
        count("coincidence", c.coincidence());
        json.writeNumberField("anticoincidence", c.anticoincidence());
        number("alpha", c.alpha());
        json.writeNumberField("beamOffCoincidence", c.beamOffCoincidence());
        json.writeNumberField("beamOffAnticoincidence", c.beamOffAnticoincidence());
        json.writeNumberField("pendingEvents", c.pendingEvents());
        json.writeEndObject();
    }

    private void cutFlow(Snapshot.CutFlow c) throws IOException {
        json.writeStringField("window", c.window());
        count("events", c.events());
        count("selected", c.selected());
        counts("rejected", c.rejected());
    }

    private void spectrum(String name, Snapshot.Spectrum s) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("unit", s.unit());
        number("low", s.low());
        number("high", s.high());
        json.writeFieldName("counts");
        json.writeArray(s.counts(), 0, s.counts().length);
        json.writeNumberField("underflow", s.underflow());
        json.writeNumberField("overflow", s.overflow());
        json.writeEndObject();
    }

    private void channel(Snapshot.Channel c) throws IOException {
        json.writeStringField("name", c.name());
        json.writeStringField("source", c.source());
        json.writeNumberField("channel", c.channel());
        json.writeNumberField("waveforms", c.waveforms());
        json.writeNumberField("hits", c.hits());
        json.writeNumberField("saturated", c.saturated());
        number("baselineAdc", c.baselineAdc());
        number("noiseAdc", c.noiseAdc());
        number("speChargeAdc", c.speChargeAdc());
    }

    private void gap(Snapshot.Gap g) throws IOException {
        json.writeStringField("source", g.source());
        json.writeStringField("cause", g.cause());
        json.writeNumberField("units", g.units());
        json.writeNumberField("firstNs", g.firstNs());
        json.writeNumberField("lastNs", g.lastNs());
    }

    private void reading(Snapshot.Reading r) throws IOException {
        json.writeStringField("source", r.source());
        json.writeStringField("name", r.name());
        json.writeStringField("unit", r.unit());
        number("value", r.value());
        json.writeStringField("quality", r.quality());
        json.writeNumberField("timeNs", r.timeNs());
    }

    private void blinding(BlindingState b) throws IOException {
        json.writeObjectFieldStart("blinding");
        word("state", b.state());
        json.writeStringField("rule", b.rule());
        json.writeStringField("until", b.until());
        json.writeStringField("by", b.by());
        json.writeArrayFieldStart("openedBy");
        for (String name : b.openedBy()) {
            json.writeString(name);
        }
        json.writeEndArray();
        json.writeNumberField("openedNs", b.openedNs());
        json.writeEndObject();
    }

    private interface Writer<T> {
        void write(T value) throws IOException;
    }

    private <T> void list(String name, List<T> values, Writer<T> writer) throws IOException {
        json.writeArrayFieldStart(name);
        for (T value : values) {
            json.writeStartObject();
            writer.write(value);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void counts(String name, Map<String, Long> counts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
    }

    private void count(String name, long count) throws IOException {
        if (count == Snapshot.BLINDED) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, count);
        }
    }

    private void word(String name, Enum<?> constant) throws IOException {
        if (constant == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, Words.word(constant));
        }
    }

    private void number(String name, double value) throws IOException {
        number(json, name, value);
    }

    static void number(JsonGenerator json, String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(name, value);
        } else {
            json.writeNullField(name);
        }
    }
}
