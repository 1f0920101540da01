package cevns.drivers.slowcontrol.cryomech;

import cevns.drivers.slowcontrol.AnswerEnd;
import cevns.drivers.slowcontrol.BadAnswer;
import cevns.drivers.slowcontrol.EmulatedInstrument;
import java.nio.ByteBuffer;

/** A compressor as Modbus sees it. It can be started and stopped, too, as the real one. */
final class ModbusEmulator implements EmulatedInstrument {

    private static final int RUNNING = 3;
    private static final int IDLE = 0;
    private static final int COOLANT_IN_HIGH = 1;
    private static final int BAD_FUNCTION = 1;
    private static final int BAD_ADDRESS = 2;
    private static final int START = 0x0001;
    private static final int STOP = 0x00FF;
    private static final int STOP_LARGE = 0xFFFF;
    private static final double STILL_BAR = 14;

    private final ModbusFrame framing;
    private final int unit;
    private final boolean large;
    private final Compressor compressor;

    ModbusEmulator(ModbusFrame framing, int unit, boolean large, Compressor compressor) {
        this.framing = framing;
        this.unit = unit;
        this.large = large;
        this.compressor = compressor;
    }

    @Override
    public AnswerEnd requestEnd() {
        return framing.requestEnd();
    }

    @Override
    public byte[] answer(byte[] request, long nowNs) {
        try {
            byte[] body = framing.body(request);
            if ((body[0] & 0xFF) != unit || body.length != 6) {
                return SILENCE;
            }
            int transaction = ByteBuffer.wrap(request).getShort(0) & 0xFFFF;
            return framing.frame(transaction, reply(body, nowNs));
        } catch (BadAnswer e) {
            return SILENCE;
        }
    }

    private byte[] reply(byte[] body, long nowNs) {
        ByteBuffer fields = ByteBuffer.wrap(body);
        int first = fields.getShort(2) & 0xFFFF;
        int value = fields.getShort(4) & 0xFFFF;
        if (body[1] == ModbusFrame.READ_INPUT) {
            boolean there = first >= 1 && first + value - 1 <= ModbusCompressor.registers(large);
            return there && value > 0 ? registers(first, value, nowNs) : error(body, BAD_ADDRESS);
        }
        boolean known = value == START || value == (large ? STOP_LARGE : STOP);
        if (body[1] == ModbusFrame.WRITE_HOLDING && first == 1 && known) {
            compressor.run(value == START);
            return body;
        }
        return error(body, BAD_FUNCTION);
    }

    private byte[] error(byte[] body, int code) {
        return new byte[] {body[0], (byte) (body[1] | ModbusFrame.ERROR), (byte) code};
    }

    private byte[] registers(int first, int count, long nowNs) {
        short[] all = all(nowNs);
        ByteBuffer reply = ByteBuffer.allocate(3 + 2 * count);
        reply.put((byte) unit).put((byte) ModbusFrame.READ_INPUT).put((byte) (2 * count));
        for (int i = 0; i < count; i++) {
            reply.putShort(all[first + i]);
        }
        return reply.array();
    }

    private short[] all(long nowNs) {
        short[] all = new short[56];
        int warnings = compressor.warm(nowNs) ? COOLANT_IN_HIGH : 0;
        all[1] = (short) (compressor.running() ? RUNNING : IDLE);
        all[2] = (short) (compressor.running() ? 1 : 0);
        all[3] = (short) warnings;
        double[] temperatures = {
            compressor.celsius(SmdpQuantity.COOLANT_IN.usual, nowNs),
            compressor.celsius(SmdpQuantity.COOLANT_OUT.usual, nowNs),
            compressor.celsius(SmdpQuantity.OIL.usual, nowNs),
            compressor.celsius(SmdpQuantity.HELIUM.usual, nowNs)
        };
        double low = compressor.bar(SmdpQuantity.LOW_PRESSURE.usual, STILL_BAR, nowNs);
        double high = compressor.bar(SmdpQuantity.HIGH_PRESSURE.usual, STILL_BAR, nowNs);
        double[] pressures = {low, low, high, high, high - low};
        for (int i = 0; i < temperatures.length; i++) {
            real(all, 7 + 2 * i, temperatures[i]);
            all[40 + i] = (short) Math.round(10 * temperatures[i]);
        }
        for (int i = 0; i < pressures.length; i++) {
            real(all, 15 + 2 * i, pressures[i]);
            all[44 + i] = (short) Math.round(10 * pressures[i]);
        }
        real(all, 25, compressor.currentA());
        real(all, 27, compressor.hours(nowNs));
        all[ModbusCompressor.PRESSURE_UNIT] = 1;
        all[ModbusCompressor.TEMPERATURE_UNIT] = 1;
        all[ModbusCompressor.PANEL_SERIAL] = (short) ModbusCompressor.SIMULATED[0];
        all[ModbusCompressor.MODEL] = (short) ModbusCompressor.SIMULATED[1];
        all[ModbusCompressor.SOFTWARE] = (short) ModbusCompressor.SIMULATED[2];
        all[52] = (short) warnings;
        return all;
    }

    private static void real(short[] all, int register, double value) {
        int bits = Float.floatToIntBits((float) value);
        all[register] = (short) bits;
        all[register + 1] = (short) (bits >> 16);
    }
}
