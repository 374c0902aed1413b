/** Style of the sandbox's login and error pages; light and dark by the browser's preference. */
export const LOGIN_STYLE = `
:root {
  color-scheme: light dark;
  --page: #eef1f6; --glow: #d9e6ff; --card: #fff; --line: #e1e5ec; --text: #18202e; --soft: #5b6577;
  --accent: #1f5fd6; --hover: #f4f7fd; --note: #fff6e0; --note-text: #6b4e00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0f131a; --glow: #16233d; --card: #181e28; --line: #2a3240; --text: #e8ecf3; --soft: #99a4b6;
    --accent: #7aa8ff; --hover: #202838; --note: #2d2610; --note-text: #f1d48a;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; padding: 32px 16px; display: grid; place-items: center; color: var(--text);
  font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif;
  background: radial-gradient(70rem 40rem at 50% -12rem, var(--glow), transparent) var(--page);
}
main {
  width: 100%; max-width: 420px; background: var(--card); border: 1px solid var(--line); border-radius: 16px;
  padding: 28px; box-shadow: 0 12px 40px rgb(10 20 40 / 10%);
}
.mark { display: flex; align-items: center; gap: 10px; color: var(--soft); font-size: 13px; }
.mark svg { width: 26px; height: 26px; color: var(--accent); }
h1 { margin: 20px 0 4px; font-size: 22px; line-height: 1.25; letter-spacing: -.01em; }
p { margin: 0; color: var(--soft); }
form { margin: 20px 0 0; display: grid; gap: 8px; }
button {
  display: flex; align-items: center; gap: 14px; width: 100%; padding: 12px 14px; text-align: left; cursor: pointer;
  font: inherit; color: inherit; background: none; border: 1px solid var(--line); border-radius: 12px;
}
button:hover { background: var(--hover); border-color: var(--accent); }
button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.face {
  flex: none; width: 38px; height: 38px; border-radius: 50%; display: grid; place-items: center; color: #fff;
  font-weight: 600; font-size: 14px;
}
.who { display: grid; min-width: 0; }
.who b { font-weight: 600; }
.who small, .others { color: var(--soft); font-size: 13px; }
.go { margin-left: auto; color: var(--soft); }
.others { margin-top: 20px; padding-top: 16px; border-top: 1px solid var(--line); }
.others ul { margin: 6px 0 0; padding-left: 18px; }
.note {
  margin-top: 20px; padding: 8px 12px; border-radius: 10px; background: var(--note); color: var(--note-text);
  font-size: 13px;
}
`;
