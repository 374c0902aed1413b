import { LineEditor } from './lineEditor';

describe('LineEditor', () => {
  let written: string;
  let lines: string[];
  let editor: LineEditor;
  const events = {
    line: (text: string) => lines.push(text),
    interrupt: jest.fn(),
    endOfInput: jest.fn(),
    clear: jest.fn(),
  };

  beforeEach(() => {
    jest.clearAllMocks();
    written = '';
    lines = [];
    editor = new LineEditor(text => {
      written += text;
    }, events);
  });

  it('echoes and takes a line however it ends', () => {
    editor.input('one\rtwo\nthree\r\nfour');
    expect(lines).toEqual(['one', 'two', 'three']);
    expect(written).toBe('one\r\ntwo\r\nthree\r\nfour');
    expect(editor.line).toBe('four');
  });

  it('erases characters, words and lines', () => {
    editor.input('ab\x7f\x7f\x7fcd ef\x17g\x15h\r');
    expect(lines).toEqual(['h']);
  });

  it('erases a character of several units as one', () => {
    editor.input('a😀');
    written = '';
    editor.input('\b');
    expect(editor.line).toBe('a');
    expect(written).toBe('\b \b');
  });

  it('recalls lines, and forgets other escape sequences', () => {
    editor.input('one\rtwo\r\x1b[A\x1b[A\x1b[B!\x1b[1;5C\x1bOA\r');
    expect(lines.slice(0, 2)).toEqual(['one', 'two']);
    expect(lines[2]).toMatch(/^(one|two)$/);
  });

  it('does not show what shall not be seen', () => {
    editor.isEchoing = false;
    editor.input('secret\x7fT\r');
    expect(lines).toEqual(['secreT']);
    expect(written).toBe('\r\n');
  });

  it('tells of the control keys', () => {
    editor.input('x\x03\x04\x0c');
    expect(events.interrupt).toHaveBeenCalledTimes(1);
    expect(events.endOfInput).toHaveBeenCalledTimes(1);
    expect(events.clear).toHaveBeenCalledTimes(1);
    editor.input('x\x04');
    expect(events.endOfInput).toHaveBeenCalledTimes(1);
  });

  it('keeps to a length', () => {
    editor.input(`${'x'.repeat(5000)}\r`);
    expect(lines[0]).toHaveLength(1024);
    editor.input(`\x1b[${'1'.repeat(100)}\r`);
    expect(lines).toHaveLength(2);
  });
});
