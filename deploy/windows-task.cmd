@rem Registers a daily refresh at 05:17. Run once, from the project's folder, as the user who owns it.
schtasks /Create /F /SC DAILY /ST 05:17 /TN "Greener refresh" ^
  /TR "cmd /c cd /d %CD% && .venv\Scripts\python -m etl refresh --log-json >> data\refresh.log 2>&1"
