package cevns.drivers.slowcontrol.cryomech;

import cevns.drivers.slowcontrol.AnswerEnd;
import cevns.drivers.slowcontrol.BadAnswer;
import cevns.drivers.slowcontrol.EmulatedInstrument;
import java.nio.ByteBuffer;

/** A compressor as an SMDP line sees it. It can be started and stopped, too, as the real one. */
final class SmdpEmulator implements EmulatedInstrument {

    private static final int START = 0xD501;
    private static final int STOP = 0xC598;
    private static final double STILL_BAR = 14;

    private final int address;
    private final Compressor compressor;

    SmdpEmulator(int address, Compressor compressor) {
        this.address = address;
        this.compressor = compressor;
    }

    @Override
    public AnswerEnd requestEnd() {
        return SmdpFrame.END;
    }

    @Override
    public byte[] answer(byte[] request, long nowNs) {
        try {
            SmdpFrame frame = SmdpFrame.decode(request);
            boolean mine = frame.address() == address && frame.command() == SmdpFrame.REQUEST;
            return mine && frame.data().length >= 4 ? obey(frame.data(), nowNs) : SILENCE;
        } catch (BadAnswer e) {
            return SILENCE; // the protocol has no word for it
        }
    }

    private byte[] obey(byte[] data, long nowNs) {
        ByteBuffer fields = ByteBuffer.wrap(data);
        int hash = fields.getShort(1) & 0xFFFF;
        int index = data[3] & 0xFF;
        if (data[0] == SmdpFrame.WRITE && (hash == START || hash == STOP)) {
            compressor.run(hash == START);
            return new SmdpFrame(address, SmdpFrame.REPLY, new byte[0]).encode();
        }
        if (data[0] != SmdpFrame.READ) {
            return SILENCE;
        }
        if (hash == SmdpCompressor.SIMULATED_HASH) {
            return reply(hash, index, SmdpCompressor.SIMULATED_VALUE);
        }
        for (SmdpQuantity quantity : SmdpQuantity.values()) {
            if (quantity.hash == hash && quantity.index == index) {
                return reply(
                        hash, index, (int) Math.round(value(quantity, nowNs) / quantity.scale));
            }
        }
        return SILENCE;
    }

    private double value(SmdpQuantity quantity, long nowNs) {
        return switch (quantity) {
            case RUNNING -> compressor.running() ? 1 : 0;
            case MOTOR_CURRENT -> compressor.currentA();
            case MINUTES -> compressor.hours(nowNs);
            case COOLANT_IN, COOLANT_OUT, HELIUM, OIL -> compressor.celsius(quantity.usual, nowNs);
            case HIGH_PRESSURE, LOW_PRESSURE -> compressor.bar(quantity.usual, STILL_BAR, nowNs);
        };
    }

    private byte[] reply(int hash, int index, int value) {
        return SmdpFrame.reply(address, hash, index, value).encode();
    }
}
