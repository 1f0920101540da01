package cevns.drivers.slowcontrol.cryomech;

import cevns.daq.record.LossCause;
import cevns.daq.record.Quality;
import cevns.daq.record.SourceInfo.ChannelInfo;
import cevns.drivers.slowcontrol.BadAnswer;
import cevns.drivers.slowcontrol.Dialogue;
import cevns.drivers.slowcontrol.Identity;
import cevns.drivers.slowcontrol.Instrument;
import cevns.drivers.slowcontrol.Question;
import cevns.drivers.slowcontrol.Readings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A Cryomech CP or CPA compressor with SMDP: all that {@link SmdpQuantity} lists. */
final class SmdpCompressor implements Instrument {

    /**
     * No quantity of a compressor: only the emulator answers. The protocol has nothing by which a
     * device says what it is.
     */
    static final int SIMULATED_HASH = 0x5349;

    static final int SIMULATED_VALUE = 0x4D554C;

    private final int address;

    /**
     * Makes one.
     *
     * @param address 16…254
     */
    SmdpCompressor(int address) {
        this.address = address;
    }

    @Override
    public List<ChannelInfo> channels() {
        return Stream.of(SmdpQuantity.values())
                .map(q -> new ChannelInfo(q.ordinal(), q.label, q.unit))
                .toList();
    }

    @Override
    public Identity identify(Dialogue with) throws IOException, BadAnswer {
        String model = "Cryomech compressor";
        ask(with, SmdpQuantity.RUNNING.hash, 0);
        try {
            boolean simulated = ask(with, SIMULATED_HASH, 0) == SIMULATED_VALUE;
            String firmware = simulated ? Identity.SIMULATED : "";
            return new Identity(model, "", firmware, Map.of());
        } catch (BadAnswer e) {
            if (e.cause() != LossCause.LINK) {
                throw e;
            }
            return new Identity(model, "", "", Map.of());
        }
    }

    @Override
    public List<Question> questions() {
        return Stream.of(SmdpQuantity.values()).map(q -> (Question) new Quantity(q)).toList();
    }

    private final class Quantity implements Question {
        private final SmdpQuantity quantity;

        Quantity(SmdpQuantity quantity) {
            this.quantity = quantity;
        }

        @Override
        public int readings() {
            return 1;
        }

        @Override
        public void ask(Dialogue with, Readings to) throws IOException, BadAnswer {
            int value = SmdpCompressor.this.ask(with, quantity.hash, quantity.index);
            to.tell(quantity.ordinal(), value * quantity.scale, Quality.GOOD);
        }
    }

    private int ask(Dialogue with, int hash, int index) throws IOException, BadAnswer {
        SmdpFrame question = SmdpFrame.question(address, hash, index);
        with.send(question.encode());
        return SmdpFrame.decode(with.answer(SmdpFrame.END)).value(question);
    }
}
